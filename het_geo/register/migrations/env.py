"""What Alembic runs: the steps, on the connection that it is given, in its transaction."""

from alembic import context

from het_geo.register.schema import TABLES

# SQLite takes back a change of tables like any other, so half a step is never left.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
