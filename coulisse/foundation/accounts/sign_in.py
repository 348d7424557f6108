"""The addresses of allauth that this house keeps, one by one: what is not listed here does not exist.

Left out: sign-up with a passkey or a third party, codes by mail or telephone, and allauth's own list of sessions
(the profile page shows it). The sign-up address stays, and says that people come by invitation.
"""

from allauth.account import views as account
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse_lazy
from django.views.generic import RedirectView


def leave_for_provider(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the reader to the identity provider by a page, not by a redirect.

    The content policy lets forms go nowhere else than here, and a browser holds it through redirects.
    """
    response: HttpResponse = openid_connect.login(request, provider_id)
    if response.status_code != 302:
        return response
    leaving = render(request, "accounts/leaving.html", {"address": response.headers["Location"]})
    leaving.headers["Cache-Control"] = "no-store"
    leaving.headers["Referrer-Policy"] = "no-referrer"
    return leaving


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", RedirectView.as_view(url=reverse_lazy("accounts:profile")), name="usersessions_list"),
    path("3rdparty/", social.connections, name="socialaccount_connections"),
    path("3rdparty/login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", social.login_error, name="socialaccount_login_error"),
    path("oidc/<str:provider_id>/login/", leave_for_provider, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", openid_connect.callback, name="openid_connect_callback"),
]
