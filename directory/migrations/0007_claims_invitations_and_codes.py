import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0006_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    # Constraints stand with their models: an AddConstraint of its own renders every model anew.
    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claimed_at', models.DateTimeField()),
                ('words', models.CharField(blank=True, default='', max_length=2000)),
                ('proved_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('granted', 'Granted'), ('refused', 'Refused'), ('withdrawn', 'Taken back')], default='waiting', max_length=10)),
                ('role', models.CharField(blank=True, choices=[('owner', 'Owner'), ('editor', 'Editor')], default='', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=2000)),
                ('claimed_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to=settings.AUTH_USER_MODEL)),
                ('clinic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='directory.clinic')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('claimed_at__isnull', False), ('claimed_by__isnull', False)), name='claim_claimed_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='claim_decided_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'granted'), _negated=True), ('proved_at__isnull', False), models.Q(('decided_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='claim_granted_on_proof_or_with_a_reason', violation_error_message='Write down why you believe that they run this clinic.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('decided_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='claim_refused_with_a_reason', violation_error_message='Say why: the person reads it.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'granted'), models.Q(('role', ''), _negated=True)), models.Q(models.Q(('state', 'granted'), _negated=True), ('role', '')), _connector='OR'), name='claim_granted_gives_a_role'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('clinic', 'claimed_by'), name='claim_waits_once')],
            },
        ),
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('sent_to', models.EmailField(max_length=254)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='directory.claim')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='directory.report')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('report', None)), models.Q(('claim', None), ('report__isnull', False)), _connector='OR'), name='code_is_for_a_claim_or_a_report'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('sent_at'))), name='code_runs_out_later')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='E-mail')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor')], max_length=10, verbose_name='Role')),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='directory.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('invited_at__isnull', False), ('invited_by__isnull', False)), name='invitation_invited_by_and_at_together'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_by_and_at_together'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('invited_at'))), name='invitation_runs_out_later'), models.UniqueConstraint(condition=models.Q(('accepted_at', None)), fields=('organization', 'email'), name='invitation_open_once', violation_error_message='This person is invited already.')],
            },
        ),
    ]
