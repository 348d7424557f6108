import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from coulisse.foundation.together import Together


class Migration(Together):

    dependencies = [
        ('accounts', '0002_roles_and_links'),
        ('community', '0002_clients_and_strategy'),
        ('productions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.client')),
                ('production', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.production')),
                ('on', models.DateField(verbose_name='On')),
                ('present', models.CharField(max_length=300, verbose_name='Present')),
                ('said', models.TextField(verbose_name='What was said')),
                ('decided', models.TextField(blank=True, verbose_name='What was decided')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('client__isnull', False), ('production__isnull', False), _connector='XOR'), name='meeting_note_of_one_owner')],
            },
        ),
        migrations.CreateModel(
            name='Portrait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.client')),
                ('production', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.production')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('who', models.TextField(verbose_name='Who they are')),
                ('seeks', models.TextField(blank=True, verbose_name='What they look for')),
                ('networks', models.CharField(blank=True, max_length=200, verbose_name='Networks')),
                ('languages', models.CharField(blank=True, max_length=60, verbose_name='Languages')),
                ('hours', models.CharField(blank=True, max_length=200, verbose_name='When they are there')),
                ('basis', models.TextField(verbose_name='Where this is known from')),
                ('known_on', models.DateField(verbose_name='Known on')),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('client__isnull', False), ('production__isnull', False), _connector='XOR'), name='portrait_of_one_owner'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='portrait_says_where_from')],
            },
        ),
        migrations.CreateModel(
            name='ColleagueRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.client')),
                ('production', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.production')),
                ('service', models.CharField(choices=[('marketing', 'Marketing'), ('it', 'IT'), ('communication', 'Communication'), ('other', 'Another service')], max_length=13, verbose_name='Service')),
                ('addressee', models.CharField(max_length=120, verbose_name='Asked of')),
                ('what', models.CharField(max_length=200, verbose_name='What is asked')),
                ('details', models.TextField(blank=True, verbose_name='Details')),
                ('due_on', models.DateField(verbose_name='Needed by')),
                ('state', models.CharField(choices=[('asked', 'asked'), ('promised', 'promised'), ('delivered', 'delivered'), ('refused', 'refused')], default='asked', max_length=9)),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='Answer')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('client__isnull', False), ('production__isnull', False), _connector='XOR'), name='request_of_one_owner'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ('asked', 'promised'))), models.Q(('ended_at__isnull', False), ('state__in', ('delivered', 'refused'))), _connector='OR'), name='request_ended_says_when')],
            },
        ),
        migrations.CreateModel(
            name='WatchedName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.client')),
                ('production', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.production')),
                ('name', models.CharField(max_length=80, verbose_name='Name')),
                ('spellings', models.TextField(blank=True, verbose_name='Also written')),
                ('is_own', models.BooleanField(default=False, verbose_name='Our own')),
            ],
            options={
                'ordering': ['-is_own', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('client__isnull', False), ('production__isnull', False), _connector='XOR'), name='watched_name_of_one_owner'), models.UniqueConstraint(fields=('client', 'production', 'name'), name='watched_name_once', nulls_distinct=False), models.UniqueConstraint(condition=models.Q(('is_own', True)), fields=('client', 'production'), name='one_own_name', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='WatchKeyword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.client')),
                ('production', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.production')),
                ('text', models.CharField(max_length=80, verbose_name='Word, phrase or tag')),
                ('key', models.CharField(editable=False, max_length=80)),
                ('weight', models.SmallIntegerField(choices=[(-3, 'unwanted'), (1, 'good to know'), (2, 'of interest'), (4, 'not to be missed')], default=2, verbose_name='How much it matters')),
            ],
            options={
                'ordering': ['-weight', 'key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('client__isnull', False), ('production__isnull', False), _connector='XOR'), name='watch_keyword_of_one_owner'), models.UniqueConstraint(fields=('client', 'production', 'key'), name='watch_keyword_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='WatchSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.client')),
                ('production', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.production')),
                ('kind', models.CharField(choices=[('feed', 'Press or site (RSS, Atom)'), ('forum', 'Forum (RSS, Atom)'), ('mastodon', 'Mastodon, a tag'), ('bluesky', 'Bluesky, a search'), ('newsletter', 'Newsletters')], max_length=10, verbose_name='Kind')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('address', models.URLField(blank=True, max_length=500, verbose_name='Address')),
                ('etag', models.CharField(blank=True, max_length=200)),
                ('modified', models.CharField(blank=True, max_length=60)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('good_at', models.DateTimeField(blank=True, null=True)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, max_length=30)),
                ('is_paused', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['kind', 'name', 'pk'],
                'indexes': [models.Index(condition=models.Q(('is_paused', False), models.Q(('address', ''), _negated=True)), fields=['next_at'], name='watch_sources_to_read')],
                'constraints': [models.CheckConstraint(condition=models.Q(('client__isnull', False), ('production__isnull', False), _connector='XOR'), name='watch_source_of_one_owner'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('client', 'production', 'address'), name='watch_address_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='WatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.client')),
                ('production', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='productions.production')),
                ('key', models.CharField(max_length=64)),
                ('address', models.URLField(blank=True, max_length=1000)),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField(blank=True)),
                ('tags', models.CharField(blank=True, max_length=500)),
                ('author', models.CharField(blank=True, max_length=200)),
                ('said_at', models.DateTimeField()),
                ('found_at', models.DateTimeField()),
                ('same_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='repeats', to='community.watchitem')),
                ('idea', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='community.idea')),
                ('set_aside_at', models.DateTimeField(blank=True, null=True)),
                ('set_aside_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-said_at', '-pk'],
                'indexes': [models.Index(fields=['client', '-said_at'], name='watch_items_of_a_client'), models.Index(fields=['production', '-said_at'], name='watch_items_of_production')],
                'constraints': [models.UniqueConstraint(fields=('client', 'production', 'key'), name='watch_item_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='WatchSighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to='community.watchitem')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to='community.watchsource')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'source'), name='watch_sighting_once')],
            },
        ),
        migrations.CreateModel(
            name='WatchHit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='community.watchitem')),
                ('keyword', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.watchkeyword')),
                ('place', models.CharField(choices=[('tag', 'as a tag'), ('title', 'in the title'), ('text', 'in the text')], max_length=5)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'keyword'), name='watch_hit_once')],
            },
        ),
        migrations.CreateModel(
            name='WatchMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='community.watchitem')),
                ('name', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.watchedname')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'name'), name='watch_mention_once')],
            },
        ),
        migrations.CreateModel(
            name='WatchedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='community.watchsource')),
                ('day', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'day'), name='watched_day_once')],
            },
        ),
    ]
