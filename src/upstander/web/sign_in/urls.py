"""The addresses of the door. Of allauth only these: no sign-up, no pages for changing addresses."""

from allauth.account import views as account
from django.urls import path

from upstander.web.sign_in import account as mine
from upstander.web.sign_in import adding, again, landlords, second, views

urlpatterns = [
    path("", views.first_page, name="first_page"),
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path("sign-in/as/<uuid:person>", views.sign_in_as, name="sign_in_as"),
    path("sign-in/again", again.prove_again, name="sign_in_again"),
    path("sign-in/second", second.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey", second.SignInByPasskey.as_view(), name="passkey_sign_in"),
    path("sign-in/work-account", landlords.start, name="landlord_sign_in"),
    path("sign-in/work-account/back", landlords.back, name="landlord_sign_in_back"),
    path("account", mine.account, name="account"),
    path("account/second-step", mine.set_up, name="second_step_needed"),
    path("account/sign-out-everywhere", mine.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/app", adding.add_app, name="add_app"),
    path("account/app/picture", adding.app_picture, name="app_picture"),
    path("account/app/remove", mine.remove_app, name="remove_app"),
    path("account/passkey", adding.add_passkey, name="add_passkey"),
    path("account/passkey/<int:passkey>/remove", mine.remove_passkey, name="remove_passkey"),
    path("account/codes", adding.codes, name="recovery_codes"),
    path("account/codes/download", adding.download_codes, name="download_codes"),
    path("sign-in/inactive", account.account_inactive, name="account_inactive"),
    path("sign-out", views.SignOut.as_view(), name="account_logout"),
    path("demo/clock", views.demo_clock, name="demo_clock"),
]
