"""The addresses of the door. Of allauth only these: no sign-up, no pages for changing addresses."""

from allauth.account import views as account
from django.urls import path

from upstander.web.sign_in import again, views

urlpatterns = [
    path("", views.first_page, name="first_page"),
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path("sign-in/as/<uuid:person>", views.sign_in_as, name="sign_in_as"),
    path("sign-in/again", again.prove_again, name="sign_in_again"),
    path("sign-in/inactive", account.account_inactive, name="account_inactive"),
    path("sign-out", views.SignOut.as_view(), name="account_logout"),
    path("demo/clock", views.demo_clock, name="demo_clock"),
]
