"""The steps by which a register's tables came to be what they are, run by Alembic.

A step is written out and never changed once it was published. SQLite alters a table by
``op.batch_alter_table``.
"""
