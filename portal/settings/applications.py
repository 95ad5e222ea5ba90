"""What the portal is made of: applications, what every request passes, templates."""

from portal.settings.reading import BASE_DIR

INSTALLED_APPS = [
    "portal.core.apps.CoreConfig",
    "portal.core.privacy.apps.PrivacyConfig",
    "portal.core.accounts.apps.AccountsConfig",
    "portal.core.media.apps.MediaConfig",
    "portal.core.identity.apps.IdentityConfig",
    "portal.core.pagecache.apps.PageCacheConfig",
    "portal.core.workflow.apps.WorkflowConfig",
    "portal.core.notices.apps.NoticesConfig",
    "portal.core.audit.apps.AuditConfig",
    "portal.core.drafts.apps.DraftsConfig",
    "portal.core.search.apps.SearchConfig",
    "portal.core.preview.apps.PreviewConfig",
    "portal.core.review.apps.ReviewConfig",
    "portal.core.checks.apps.ChecksConfig",
    "portal.core.scan.apps.ScanConfig",
    "portal.core.linkcheck.apps.LinksConfig",
    "portal.core.ops.apps.OpsConfig",
    "portal.core.doctor.apps.DoctorConfig",
    "categories.apps.CategoriesConfig",
    "news.apps.NewsConfig",
    "portal.sections.pages.apps.PagesConfig",
    "portal.sections.reports.apps.ReportsConfig",
    "portal.core.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "portal.core.staticfiles.PortalStaticFilesConfig",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "ckeditor",
    "csp",
    "portal.front.apps.FrontConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.core.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.pagecache.middleware.PageCacheMiddleware",
    "portal.core.logs.requests.RequestLogMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.core.requests.NulGuardMiddleware",
    "portal.core.audit.client.ClientMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.core.accounts.sessions.idle.IdleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.core.accounts.sessions.waiting.WaitingFormMiddleware",
    "portal.core.accounts.second_factor.middleware.SecondFactorMiddleware",
    "portal.core.accounts.middleware.AccountMiddleware",
    "portal.core.display.VaryOnDisplay",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "NAME": "public",
        "BACKEND": "portal.core.jinja.PublicPages",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {
            "environment": "portal.core.jinja.environment",
            "context_processors": ["portal.front.context_processors.portal"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "desk"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.front.context_processors.portal",
            ],
        },
    },
]
