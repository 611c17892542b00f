import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models

import directory.models.search_columns

TEXTS = "abcd"


class Migration(migrations.Migration):
    dependencies = [("directory", "0015_account_events")]

    operations = [
        migrations.RemoveIndex("listing", "listing_words"),
        migrations.RemoveField("listing", "vector"),
        *(migrations.RenameField("listing", f"words_{one}", f"search_text_{one}") for one in TEXTS),
        migrations.RenameField("listing", "filled", "stated_counts"),
        migrations.AddField(
            "listing",
            "search_vector",
            directory.models.search_columns.StoredGeneratedField(
                expression=SearchVector("search_text_a", weight="A", config="english")
                + SearchVector("search_text_b", weight="B", config="english")
                + SearchVector("search_text_c", weight="C", config="english")
                + SearchVector("search_text_d", weight="D", config="english"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            "listing",
            django.contrib.postgres.indexes.GinIndex(fields=["search_vector"], name="listing_search_vector"),
        ),
        migrations.RenameModel("Doubt", "ReviewFlag"),
        migrations.AlterField(
            "reviewflag",
            "clinic",
            models.ForeignKey("directory.Clinic", django.db.models.deletion.CASCADE, related_name="review_flags"),
        ),
        migrations.RemoveConstraint("reviewflag", "doubt_raised_once"),
        migrations.AddConstraint(
            "reviewflag",
            models.UniqueConstraint(
                fields=["clinic", "kind", "other"], nulls_distinct=False, name="review_flag_raised_once"
            ),
        ),
        migrations.RenameModel("Act", "EventActor"),
        migrations.AlterField(
            "eventactor",
            "clinic",
            models.ForeignKey("directory.Clinic", django.db.models.deletion.CASCADE, related_name="event_actors"),
        ),
        migrations.RemoveConstraint("eventactor", "act_acted_by_and_at_together"),
        migrations.AddConstraint(
            "eventactor",
            models.CheckConstraint(
                condition=models.Q(acted_by__isnull=False, acted_at__isnull=False)
                | models.Q(acted_by=None, acted_at=None),
                name="event_actor_acted_by_and_at_together",
            ),
        ),
        migrations.RenameModel("Limit", "RateLimitCount"),
        migrations.RenameModel("LimitKey", "RateLimitKey"),
        migrations.RenameField("ratelimitcount", "n", "count"),
        migrations.RenameField("reminder", "clock", "ages_from"),
        migrations.RemoveConstraint("accountevent", "account_event_counted_in_its_minute"),
        migrations.RenameField("accountevent", "n", "count"),
        migrations.RenameField("accountevent", "words", "detail"),
        migrations.AddConstraint(
            "accountevent",
            models.UniqueConstraint(
                fields=["minute", "kind", "account", "detail"],
                name="account_event_counted_in_its_minute",
                nulls_distinct=False,
            ),
        ),
        migrations.RemoveConstraint("reminder", "reminded_once_of_a_step"),
        migrations.AddConstraint(
            "reminder",
            models.UniqueConstraint(
                fields=["user", "listing", "ages_from", "step"], name="reminded_once_of_a_step"
            ),
        ),
    ]
