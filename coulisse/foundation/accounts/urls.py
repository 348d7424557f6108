from django.urls import path

from coulisse.foundation.accounts.pages import clients, guests, join, profile, team

app_name = "accounts"
urlpatterns = [
    path("team/", team.index, name="list"),
    path("team/invite", team.invite, name="invite"),
    path("team/invitations/<int:pk>/revoke", team.revoke_invitation, name="revoke-invitation"),
    path("team/<int:pk>/", team.person, name="person"),
    path("team/<int:pk>/roles", team.grant, name="grant"),
    path("team/<int:pk>/off", team.switch_off, name="switch-off"),
    path("team/<int:pk>/on", team.switch_on, name="switch-on"),
    path("team/roles/<int:pk>/until", team.change_last_day, name="change-last-day"),
    path("team/roles/<int:pk>/revoke", team.revoke_role, name="revoke-role"),
    path("team/roles/<int:pk>/restore", team.restore_role, name="restore-role"),
    path("clients/", clients.index, name="clients"),
    path("clients/add", clients.add, name="add-client"),
    path("clients/<int:pk>/", clients.rename, name="client"),
    path("clients/<int:pk>/archive", clients.archive, name="archive-client"),
    path("clients/<int:pk>/reopen", clients.reopen, name="reopen-client"),
    path("me/", profile.profile, name="profile"),
    path("me/welcome", profile.welcome, name="welcome"),
    path("me/sessions/<int:pk>/end", profile.end_session, name="end-session"),
    path("me/sessions/end-others", profile.end_other_sessions, name="end-other-sessions"),
    path("join/<str:token>/", join.join, name="join"),
    path("g/<str:token>/", guests.guest, name="guest"),
    path("g/<str:token>/received", guests.received, name="guest-received"),
    path("guest-links/<int:pk>/revoke", guests.revoke_link, name="revoke-link"),
]
