import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_clinics_and_what_they_state'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(choices=[('published', 'Published'), ('confirmed', 'Confirmed by the clinic'), ('changes_requested', 'Sent back with questions'), ('rejected', 'Rejected'), ('removed', 'Removed'), ('restored', 'Listed again')], max_length=20)),
                ('clinic', models.CharField(max_length=200)),
                ('slug', models.CharField(db_index=True, max_length=100)),
                ('submission', models.BigIntegerField(blank=True, null=True)),
                ('listing_version', models.PositiveIntegerField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=30)),
                ('words', models.CharField(blank=True, default='', max_length=2000)),
            ],
            options={
                'indexes': [models.Index(fields=['-at', '-id'], name='event_latest')],
            },
        ),
        migrations.CreateModel(
            name='EventActor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.BigIntegerField(unique=True)),
                ('kind', models.CharField(choices=[('published', 'Published'), ('confirmed', 'Confirmed by the clinic'), ('changes_requested', 'Sent back with questions'), ('rejected', 'Rejected'), ('removed', 'Removed'), ('restored', 'Listed again')], max_length=20)),
                ('acted_at', models.DateTimeField(null=True)),
                ('acted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='event_actors', to='directory.clinic')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('acted_at__isnull', False), ('acted_by__isnull', False)), models.Q(('acted_at', None), ('acted_by', None)), _connector='OR'), name='event_actor_acted_by_and_at_together')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('portal', 'From the clinic'), ('proposal', 'Proposed by a reader'), ('import', 'Imported from a file')], max_length=10)),
                ('source', models.CharField(blank=True, default='', max_length=200)),
                ('content', models.JSONField()),
                ('based_on', models.PositiveIntegerField(blank=True, null=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('pending', 'Waiting for a moderator'), ('changes_requested', 'Sent back with questions'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('withdrawn', 'Taken back')], default='draft', max_length=20)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, choices=[('unverifiable', 'We could not check it'), ('overclaim', 'It promises more than is known'), ('missing_required', 'Something needed is missing'), ('duplicate', 'The clinic is listed already'), ('conflicts_with_register', 'A public register says otherwise'), ('spam', "It is not a clinic's listing"), ('owner_request', 'The clinic asked for it')], default='', max_length=30)),
                ('words', models.CharField(blank=True, default='', max_length=2000)),
                ('remark', models.CharField(blank=True, default='', max_length=2000)),
                ('sent_back', models.JSONField(blank=True, default=dict)),
                ('listing_version', models.PositiveIntegerField(blank=True, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('again', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.submission')),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='submissions', to='directory.clinic')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['submitted_at'], name='submission_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('submitted_at', None), ('submitted_by', None)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='submission_sent_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='submission_decided_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('opened_at', None), ('opened_by', None)), models.Q(('opened_at__isnull', False), ('opened_by__isnull', False)), _connector='OR'), name='submission_opened_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='submission_withdrawn_by_and_at_together'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('state', 'withdrawn'), _connector='OR'), name='submission_withdrawn_in_its_state'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('submitted_at__isnull', False), _connector='OR'), name='submission_sent_unless_draft'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('state__in', ['approved', 'rejected', 'changes_requested'])), models.Q(('decided_at', None), ('state__in', ['draft', 'pending', 'withdrawn'])), _connector='OR'), name='submission_decided_by_its_state'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='submission_rejected_with_a_reason', violation_error_message='Choose a reason: the clinic will read it.'), models.CheckConstraint(condition=models.Q(models.Q(('listing_version__isnull', False), ('state', 'approved')), models.Q(models.Q(('state', 'approved'), _negated=True), ('listing_version', None)), _connector='OR'), name='submission_approved_makes_a_version'), models.CheckConstraint(condition=models.Q(('sent_back', {}), models.Q(('state', 'approved'), models.Q(models.Q(('reason', ''), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR')), _connector='OR'), name='submission_sends_back_with_a_reason', violation_error_message='Say why something goes back: the clinic will read it.'), models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('clinic',), name='submission_waits_once_a_clinic'), models.UniqueConstraint(fields=('clinic', 'listing_version'), name='submission_made_one_version')],
            },
        ),
    ]
