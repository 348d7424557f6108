"""The words of a message hold the number of its production, as `_2` (`_0`: of none), which nobody can type.

So that a search in one programme meets only the messages of that programme: otherwise a word that is said
everywhere is looked up in hundreds of thousands of messages, to keep those of a small programme. The database itself
writes it, whichever way a message comes in or its conversation is moved.
"""

from typing import ClassVar

from django.db import migrations

FORWARD = """
CREATE FUNCTION audience_words_know_their_production() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
BEGIN
    IF NEW.words IS NULL THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        NEW.words := ts_delete(NEW.words, ARRAY(SELECT lexeme FROM unnest(NEW.words) WHERE lexeme LIKE '\\_%'));
    END IF;
    -- Shared, so that nobody moves the conversation between this look and the end of the transaction.
    SELECT production_id INTO place FROM audience_conversation WHERE id = NEW.conversation_id FOR SHARE;
    NEW.words := NEW.words || array_to_tsvector(ARRAY['_' || coalesce(place, 0)]);
    RETURN NEW;
END $$;
CREATE TRIGGER audience_words_know_their_production BEFORE INSERT OR UPDATE OF words, conversation_id
ON audience_message FOR EACH ROW EXECUTE FUNCTION audience_words_know_their_production();

CREATE FUNCTION audience_words_follow_their_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE audience_message SET words = words WHERE conversation_id = NEW.id AND words IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER audience_words_follow_their_conversation AFTER UPDATE OF production_id
ON audience_conversation FOR EACH ROW WHEN (OLD.production_id IS DISTINCT FROM NEW.production_id)
EXECUTE FUNCTION audience_words_follow_their_conversation();

UPDATE audience_message SET words = words WHERE words IS NOT NULL;
"""
BACKWARD = """
DROP TRIGGER audience_words_follow_their_conversation ON audience_conversation;
DROP FUNCTION audience_words_follow_their_conversation();
DROP TRIGGER audience_words_know_their_production ON audience_message;
DROP FUNCTION audience_words_know_their_production();
UPDATE audience_message
SET words = ts_delete(words, ARRAY(SELECT lexeme FROM unnest(words) WHERE lexeme LIKE '\\_%'))
WHERE words IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audience", "0004_lists_and_counts_from_indexes")]

    operations: ClassVar = [migrations.RunSQL(FORWARD, BACKWARD)]
