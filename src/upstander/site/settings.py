"""Django's settings: one file for demo, real and test, told apart by env.py alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from upstander.site import env, landlord, oidc
from upstander.site.databases import opened, tested
from upstander.site.logs import logging
from upstander.site.outgoing import Tls

WEB = Path(__file__).resolve().parent.parent / "web"

ENV = env.read(os.environ)
MODE = ENV.mode
REAL = MODE is env.Mode.REAL
DEMO = MODE is env.Mode.DEMO
TEST = MODE is env.Mode.TEST

# --- secrets and places ----------------------------------------------------------------------------------------------
SECRETS = ENV.secrets
SECRET_KEY = SECRETS.secret_key.hex()
DEBUG = ENV.debug
VAR = ENV.var
ANCHOR = ENV.anchor
BACKUP_TO = ENV.backup_to
SCANNER = ENV.scanner
os.umask(0o077)  # what we write, databases too, is for us alone
LANDLORD = landlord.read(os.environ, real=REAL)

# --- databases: a key is committed in `keys` before the first row in `default` that needs it --------------------------
DATABASES = {
    "default": opened(ENV.database_url, keep_for=0 if TEST else 60),
    "keys": opened(ENV.keys_database_url, keep_for=0 if TEST else 60),
}
if TEST:
    DATABASES = {alias: tested(database, keys=alias == "keys") for alias, database in DATABASES.items()}
DATABASE_ROUTERS = ["upstander.records.keystore.router.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "upstander.records.jobs.IdsOnly"}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # one count for all workers
        "LOCATION": "rate_limits",
        "KEY_FUNCTION": "upstander.site.ratekeys.keyed",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # or a flood of tries would push earlier counts out
    }
}

# --- the house -------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "upstander.site",
    "upstander.records",
    "upstander.records.keystore",
    "upstander.web.look",
    "upstander.web",
    "django.forms",  # after ours, or our form templates would not be found first
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "upstander.site.doorstep.Headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "upstander.site.doorstep.OnlyHere",  # after what every answer carries, this one's too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "upstander.site.sessions.StaffSessionEnds",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "upstander.web.answers.SignedIn",
    "upstander.web.sign_in.forced.SecondStepForced",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "upstander.web.answers.Answers",
]
ROOT_URLCONF = "upstander.site.urls"
WSGI_APPLICATION = "upstander.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB],  # a room's pages stand beside its views: "report/start.html" is web/report/start.html
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "upstander.site.doorstep.mode",
                "upstander.site.doorstep.whose",
                "upstander.web.who.shown",
            ],
        },
    }
]
FORM_RENDERER = "upstander.web.look.renderer.LookRenderer"

# --- people who sign in ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "records.Staff"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie that others may read
ACCOUNT_ADAPTER = "upstander.site.accounts.StaffAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the landlord vouches for the address of its own staff
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "reset_password_from_key": "20/m/ip",
}
MFA_ADAPTER = "upstander.site.secondsteps.SealedSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not REAL
ACCOUNT_REAUTHENTICATION_REQUIRED = MFA_REAUTHENTICATION_REQUIRED = False  # web/sign_in/again.py asks
SECOND_STEP_FORCED = REAL
OIDC: Any = oidc.read(os.environ, secrets=Path(os.environ.get("UPSTANDER_SECRETS_DIR") or VAR / "secrets"), real=REAL)
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.behind_proxies
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher" if TEST else "django.contrib.auth.hashers.Argon2PasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "upstander.site.passwords.DenyList"},
]

# --- sessions and cookies (decision 22) ------------------------------------------------------------------------------
HOST_ONLY = "__Host-" if REAL else ""
SESSION_ENGINE = "upstander.site.staffsessions"
SESSION_IDLE_SECONDS = 15 * 60
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = f"{HOST_ONLY}s"
SESSION_COOKIE_SECURE = REAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # the landlord's own sign-in comes back from another site
CSRF_COOKIE_NAME = f"{HOST_ONLY}c"
CSRF_COOKIE_SECURE = REAL
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "upstander.web.look.faults.expired"
RESIDENT_COOKIE_NAME = f"{HOST_ONLY}r"
AGENCY_COOKIE_NAME = f"{HOST_ONLY}a"
RESIDENT_COOKIE: dict[str, Any] = {"secure": REAL, "httponly": True, "samesite": "Strict", "path": "/"}

# --- what leaves the house -------------------------------------------------------------------------------------------
ADDRESS = ENV.address
ALLOWED_HOSTS = [urlsplit(ENV.address).hostname or ""] if REAL else ["127.0.0.1", "localhost", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [ENV.address] if REAL else []
SECURE_SSL_REDIRECT = REAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.behind_proxies else None
SECURE_HSTS_SECONDS = 31_536_000 if REAL else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing to other sites. "no-referrer" would make browsers send our own forms as if from nowhere, and all be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "upgrade-insecure-requests": REAL,
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["upstander.web.files.arriving.InMemoryAndBounded"]  # never in clear on disk
MAIL, TEXTS = ENV.mail, ENV.texts
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_TIMEOUT = 15  # seconds for each word with the server
if MAIL is not None:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.tls is Tls.STARTTLS, MAIL.tls is Tls.TLS
    DEFAULT_FROM_EMAIL = MAIL.sender

# --- words, times, files ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
USE_TZ = True
TIME_ZONE = "Europe/London"
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static" if REAL else None
# Real mode serves what collectstatic gathered, under names that change with the content; the demo needs no such step.
STATICFILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": STATICFILES if REAL else "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = not REAL
WHITENOISE_AUTOREFRESH = DEBUG
LOGGING = logging(bare=REAL)
SILENCED_SYSTEM_CHECKS: list[str] = []
