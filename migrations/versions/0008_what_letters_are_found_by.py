"""What letters are found by: their search texts under an index, the days they name, the texts of files

On SQLite the FTS5 table `search_index` stands beside the models, kept equal to `search_texts` by triggers: a later
migration that makes `search_texts` anew makes the triggers anew.
"""

import datetime as dt
from types import SimpleNamespace

import sqlalchemy as sa
from alembic import op
import core.column_types
from sqlalchemy.dialects import postgresql

from core.clock import day_of
from core.column_types import Json
from letters.search_content import EnclosedText, content_of, days_named, place_of, trigrams

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

BATCH = 500
LETTERS = sa.table(
    'letters',
    sa.column('id', sa.Integer),
    sa.column('letter_date', sa.Date),
    sa.column('created_at', core.column_types.UtcDateTime),
    sa.column('scan_file_id', sa.Integer),
    *(sa.column(name, sa.Text) for name in (
        'ref_no', 'subject', 'issuer_name', 'addressee_text', 'body_cause', 'body_purpose', 'body_conclusion',
        'signature_name',
    )),
    *(sa.column(name, Json) for name in (
        'references', 'signature_lines', 'owner_unit', 'contact_lines', 'copies_to',
    )),
)
ENCLOSURES = sa.table(
    'enclosures',
    sa.column('letter_id', sa.Integer),
    sa.column('position', sa.Integer),
    sa.column('text', sa.Text),
    sa.column('url', sa.Text),
    sa.column('file_id', sa.Integer),
    sa.column('opens_on', sa.Date),
)
FTS5 = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "text, content='search_texts', content_rowid='place', tokenize='trigram case_sensitive 1')",
    "CREATE TRIGGER search_texts_inserted AFTER INSERT ON search_texts BEGIN"
    " INSERT INTO search_index (rowid, text) VALUES (new.place, new.text); END",
    "CREATE TRIGGER search_texts_deleted AFTER DELETE ON search_texts BEGIN"
    " INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', old.place, old.text); END",
    "CREATE TRIGGER search_texts_updated AFTER UPDATE OF place, text ON search_texts"
    " WHEN old.place IS NOT new.place OR old.text IS NOT new.text BEGIN"
    " INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', old.place, old.text);"
    " INSERT INTO search_index (rowid, text) VALUES (new.place, new.text); END",
)


def upgrade() -> None:
    file_texts = op.create_table('file_texts',
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('taken_at', core.column_types.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['file_id'], ['stored_files.id'], name=op.f('fk_file_texts_file_id_stored_files')),
    sa.PrimaryKeyConstraint('file_id', name=op.f('pk_file_texts'))
    )
    with op.batch_alter_table('file_texts', schema=None) as batch_op:
        batch_op.create_index('ix_file_texts_waiting', ['file_id'], unique=False, sqlite_where=sa.text('taken_at IS NULL'), postgresql_where=sa.text('taken_at IS NULL'))

    letter_days = op.create_table('letter_days',
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_days_letter_id_letters')),
    sa.PrimaryKeyConstraint('letter_id', 'day', name=op.f('pk_letter_days'))
    )
    with op.batch_alter_table('letter_days', schema=None) as batch_op:
        batch_op.create_index('ix_letter_days_day', ['day', 'letter_id'], unique=False)

    search_texts = op.create_table('search_texts',
    sa.Column('place', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('grams', sa.JSON(none_as_null=True).with_variant(postgresql.ARRAY(sa.Integer()), 'postgresql'), nullable=True),
    sa.Column('opens_on', sa.Date(), nullable=True),
    sa.Column('stale', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_search_texts_letter_id_letters')),
    sa.PrimaryKeyConstraint('place', name=op.f('pk_search_texts')),
    sa.UniqueConstraint('letter_id', name=op.f('uq_search_texts_letter_id'))
    )
    with op.batch_alter_table('search_texts', schema=None) as batch_op:
        batch_op.create_index('ix_search_texts_opens_on', ['opens_on'], unique=False)
        batch_op.create_index('ix_search_texts_stale', ['letter_id'], unique=False, sqlite_where=sa.text('stale = 1'), postgresql_where=sa.text('stale'))

    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.create_index('ix_letters_state', ['status', 'urgency'], unique=False)

    connection = op.get_bind()
    if connection.dialect.name == 'sqlite':
        for statement in FTS5:
            op.execute(statement)
    _fill(connection, file_texts, letter_days, search_texts)
    with op.batch_alter_table('search_texts', schema=None) as batch_op:
        batch_op.create_index('ix_search_texts_grams', ['grams'], unique=False, postgresql_using='gin', postgresql_with={'gin_pending_list_limit': 512})


def _fill(connection: sa.Connection, file_texts: sa.Table, letter_days: sa.Table, search_texts: sa.Table) -> None:
    """Write what the letters that stand already are found by; the worker reads their files afterwards."""
    today = day_of(dt.datetime.now(dt.UTC))
    last = 0
    while rows := connection.execute(sa.select(LETTERS).where(LETTERS.c.id > last).order_by(LETTERS.c.id).limit(BATCH)).all():
        last = rows[-1].id
        enclosed: dict[int, list[sa.Row]] = {}
        lines = sa.select(ENCLOSURES).where(ENCLOSURES.c.letter_id.in_([row.id for row in rows]))
        for line in connection.execute(lines.order_by(ENCLOSURES.c.position)):
            enclosed.setdefault(line.letter_id, []).append(line)
        texts, days = [], []
        for row in rows:
            letter = SimpleNamespace(**row._mapping)
            day = row.letter_date or day_of(row.created_at)
            mine = enclosed.get(row.id, [])
            closed = [line.opens_on for line in mine if line.opens_on and line.opens_on > today]
            parts = [EnclosedText(line.text, line.url if line.opens_on not in closed else '') for line in mine]
            text = content_of(letter, parts)
            texts.append({
                'place': place_of(row.id, day), 'letter_id': row.id, 'text': text, 'stale': False,
                'grams': trigrams(text) if connection.dialect.name == 'postgresql' else None,
                'opens_on': min(closed, default=None),
            })
            days += [{'letter_id': row.id, 'day': named} for named in days_named(letter, day)]
        connection.execute(search_texts.insert(), texts)
        if days:
            connection.execute(letter_days.insert(), days)
    enclosed_files = sa.select(ENCLOSURES.c.file_id).where(ENCLOSURES.c.file_id.is_not(None))
    scans = sa.select(LETTERS.c.scan_file_id).where(LETTERS.c.scan_file_id.is_not(None))
    files = enclosed_files.union(scans).subquery()
    waiting = sa.select(files.c[0], sa.literal(''), sa.literal(''))
    connection.execute(file_texts.insert().from_select(['file_id', 'text', 'reason'], waiting))


def downgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TABLE search_index')
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.drop_index('ix_letters_state')
    op.drop_table('search_texts')
    op.drop_table('letter_days')
    op.drop_table('file_texts')
