"""The addresses of letters: those of a case, and the words they are made from; none holds a name."""

from django.urls import path

from upstander.web import converters
from upstander.web.letters import incase, words

converters.register_once()

urlpatterns = [
    path("case/<case:number>/letters", incase.listed, name="case_letters"),
    path("case/<case:number>/letters/<uuid:letter>", incase.one, name="case_letter"),
    path("case/<case:number>/letters/<uuid:letter>/preview", incase.preview, name="case_letter_preview"),
    path("case/<case:number>/letters/<uuid:letter>/print", incase.on_paper, name="case_letter_print"),
    path("letters", words.listed, name="letter_words"),
    path("letters/new", words.draft, name="letter_words_new"),
    path("letters/<uuid:template>", words.one, name="letter_words_one"),
    path("letters/<uuid:template>/preview", words.preview, name="letter_words_preview"),
    path("letters/<uuid:template>/sign", words.sign, name="letter_words_sign"),
]
