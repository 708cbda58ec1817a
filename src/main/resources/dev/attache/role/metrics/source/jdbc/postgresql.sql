-- What PostgreSQL counts of itself, under the names of postgres_exporter. For releases from 10 on.
--
-- Each statement has its description in front:
--   @query NAME [since RELEASE] [before RELEASE]
--   @labels COLUMN ...                   columns that are labels of the metrics of this statement
--   @gauge|@counter METRIC COLUMN HELP   a metric and the column that holds its number; a null is left out
--   @info METRIC LABEL HELP              a metric that is always 1, with one label more
--   @gauges PREFIX NAME VALUE HELP       a metric for each row, of which the column NAME says the rest of the name

-- @query static
-- @labels short_version version
-- @gauge pg_static one The version of the server.
select version() as version, split_part(current_setting('server_version'), ' ', 1) as short_version, 1 as one;

-- @query settings
-- @gauges pg_settings_ name value A parameter of the server, in base units.
select replace(replace(name, '.', '_'), '-', '_')
           || case when coalesce(unit, '') = '' then ''
                   when unit in ('ms', 's', 'min', 'h', 'd') then '_seconds'
                   else '_bytes' end as name,
       case when vartype = 'bool' then case setting when 'on' then 1 else 0 end
            when setting::float8 = -1 then -1
            else setting::float8
                * case unit when 'min' then 60 when 'h' then 3600 when 'd' then 86400 when 'kB' then 1024
                            when '1kB' then 1024 when '2kB' then 2048 when '4kB' then 4096 when '8kB' then 8192
                            when '16kB' then 16384 when '32kB' then 32768 when '64kB' then 65536
                            when 'MB' then 1048576 when '16MB' then 16777216 when '32MB' then 33554432
                            when '64MB' then 67108864 when 'GB' then 1073741824 when 'TB' then 1099511627776
                            else 1 end
                / case unit when 'ms' then 1000 else 1 end
       end as value
from pg_settings
where vartype in ('bool', 'integer', 'real')
  and setting ~ '^(on|off|-?[0-9.]+(e[-+]?[0-9]+)?)$';

-- @query database
-- @labels datname
-- @gauge pg_database_size_bytes size Bytes on disk of a database; of those that one may connect to.
-- @gauge pg_database_connection_limit datconnlimit Connections that a database allows; -1 for no limit.
select datname, datconnlimit,
       case when has_database_privilege(oid, 'connect') then pg_database_size(oid) end as size
from pg_database;

-- @query database_wraparound
-- @labels datname
-- @gauge pg_database_wraparound_age_datfrozenxid_seconds frozen Transactions since the oldest that is not frozen.
-- @gauge pg_database_wraparound_age_datminmxid_seconds multi Multixacts since the oldest that is in use.
select datname, age(datfrozenxid) as frozen, mxid_age(datminmxid) as multi from pg_database where datallowconn;

-- @query locks
-- @labels datname mode
-- @gauge pg_locks_count count Locks of a database, by mode.
with modes(mode) as (
    values ('accesssharelock'), ('rowsharelock'), ('rowexclusivelock'), ('shareupdateexclusivelock'), ('sharelock'),
           ('sharerowexclusivelock'), ('exclusivelock'), ('accessexclusivelock'), ('sireadlock'))
select d.datname, m.mode, count(l.database) as count
from modes m cross join pg_database d
     left join pg_locks l on l.database = d.oid and lower(l.mode) = m.mode
group by d.datname, m.mode;

-- @query long_running_transactions
-- @gauge pg_long_running_transactions transactions Transactions that are open, apart from idle sessions.
-- @gauge pg_long_running_transactions_oldest_timestamp_seconds oldest How long the oldest of them is open.
select count(*) as transactions, coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0) as oldest
from pg_stat_activity
where state is distinct from 'idle' and xact_start is not null and pid <> pg_backend_pid()
  and query not like 'autovacuum:%';

-- @query postmaster
-- @gauge pg_postmaster_start_time_seconds start When the server began, in seconds since 1970.
select extract(epoch from pg_postmaster_start_time()) as start;

-- @query replication
-- @gauge pg_replication_lag lag Seconds that a replica is behind.
-- @gauge pg_replication_lag_seconds lag Seconds that a replica is behind.
-- @gauge pg_replication_is_replica replica Whether the server is a replica.
-- @gauge pg_replication_last_replay_seconds replay Seconds since a replica replayed a transaction.
select case when pg_is_in_recovery() then 1 else 0 end as replica,
       coalesce(greatest(0, extract(epoch from now() - pg_last_xact_replay_timestamp())), 0) as replay,
       case when not pg_is_in_recovery() or pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
            else coalesce(greatest(0, extract(epoch from now() - pg_last_xact_replay_timestamp())), 0) end as lag;

-- @query replication_slots
-- @labels slot_name database
-- @gauge pg_replication_slots_active active Whether a slot is in use.
-- @gauge pg_replication_slots_pg_wal_lsn_diff behind Bytes of WAL that are kept for a slot.
select slot_name, coalesce(database, '') as database, active::int as active,
       pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end,
                       restart_lsn) as behind
from pg_replication_slots;

-- @query replication_slots_by_type
-- @labels slot_name slot_type
-- @gauge pg_replication_slots_slot_current_wal_lsn current Position of the WAL.
-- @gauge pg_replication_slots_slot_confirmed_flush_lsn flushed Position that the reader of a slot has confirmed.
-- @gauge pg_replication_slots_slot_is_active active Whether a slot is in use.
select slot_name, slot_type, active::int as active,
       case when pg_is_in_recovery() then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end - '0/0'::pg_lsn
           as current,
       case when active then coalesce(confirmed_flush_lsn, '0/0') - '0/0'::pg_lsn end as flushed
from pg_replication_slots;

-- @query replication_slots_wal since 13
-- @labels slot_name slot_type
-- @gauge pg_replication_slots_safe_wal_size_bytes safe_wal_size Bytes that can be written until a slot is lost.
-- @info pg_replication_slots_wal_status wal_status Whether the WAL that a slot needs is there.
select slot_name, slot_type, safe_wal_size, wal_status from pg_replication_slots;

-- @query roles
-- @labels rolname
-- @gauge pg_roles_connection_limit rolconnlimit Connections that a role may have; -1 for no limit.
select rolname, rolconnlimit from pg_roles;

-- @query stat_activity
-- @labels datname state usename application_name backend_type wait_event_type wait_event
-- @gauge pg_stat_activity_count count Sessions in a state.
-- @gauge pg_stat_activity_max_tx_duration oldest Seconds that the oldest transaction among them is open.
with states(state) as (
    values ('active'), ('idle'), ('idle in transaction'), ('idle in transaction (aborted)'),
           ('fastpath function call'), ('disabled')),
sessions as (
    select datname, state, usename, application_name, backend_type, wait_event_type, wait_event, count(*) as count,
           max(extract(epoch from now() - xact_start)) as oldest
    from pg_stat_activity
    where pid <> pg_backend_pid()
    group by 1, 2, 3, 4, 5, 6, 7)
select d.datname, s.state, a.usename, a.application_name, a.backend_type, a.wait_event_type, a.wait_event,
       coalesce(a.count, 0) as count, coalesce(a.oldest, 0) as oldest
from states s cross join pg_database d
     left join sessions a on a.datname = d.datname and a.state = s.state;

-- @query stat_archiver
-- @counter pg_stat_archiver_archived_count archived_count Files of the WAL that were archived.
-- @counter pg_stat_archiver_failed_count failed_count Attempts to archive that failed.
-- @gauge pg_stat_archiver_last_archive_age age Seconds since a file was archived.
select archived_count, failed_count, extract(epoch from now() - last_archived_time) as age from pg_stat_archiver;

-- @query stat_bgwriter before 17
-- @counter pg_stat_bgwriter_checkpoints_timed_total checkpoints_timed Checkpoints that were due.
-- @counter pg_stat_bgwriter_checkpoints_req_total checkpoints_req Checkpoints that were asked for.
-- @counter pg_stat_bgwriter_checkpoint_write_time_total checkpoint_write_time Milliseconds writing at checkpoints.
-- @counter pg_stat_bgwriter_checkpoint_sync_time_total checkpoint_sync_time Milliseconds syncing at checkpoints.
-- @counter pg_stat_bgwriter_buffers_checkpoint_total buffers_checkpoint Buffers written at checkpoints.
-- @counter pg_stat_bgwriter_buffers_clean_total buffers_clean Buffers written by the background writer.
-- @counter pg_stat_bgwriter_maxwritten_clean_total maxwritten_clean Times that the background writer wrote its most.
-- @counter pg_stat_bgwriter_buffers_backend_total buffers_backend Buffers that sessions wrote themselves.
-- @counter pg_stat_bgwriter_buffers_backend_fsync_total buffers_backend_fsync Times that sessions synced themselves.
-- @counter pg_stat_bgwriter_buffers_alloc_total buffers_alloc Buffers that were given out.
-- @counter pg_stat_bgwriter_stats_reset_total reset When these figures began, in seconds since 1970.
select *, floor(extract(epoch from stats_reset)) as reset from pg_stat_bgwriter;

-- @query stat_bgwriter since 17
-- @counter pg_stat_bgwriter_buffers_clean_total buffers_clean Buffers written by the background writer.
-- @counter pg_stat_bgwriter_maxwritten_clean_total maxwritten_clean Times that the background writer wrote its most.
-- @counter pg_stat_bgwriter_buffers_alloc_total buffers_alloc Buffers that were given out.
-- @counter pg_stat_bgwriter_stats_reset_total reset When these figures began, in seconds since 1970.
select *, floor(extract(epoch from stats_reset)) as reset from pg_stat_bgwriter;

-- @query stat_checkpointer since 17
-- @counter pg_stat_checkpointer_num_timed_total num_timed Checkpoints that were due.
-- @counter pg_stat_checkpointer_num_requested_total num_requested Checkpoints that were asked for.
-- @counter pg_stat_checkpointer_restartpoints_timed_total restartpoints_timed Restartpoints that were due.
-- @counter pg_stat_checkpointer_restartpoints_req_total restartpoints_req Restartpoints that were asked for.
-- @counter pg_stat_checkpointer_restartpoints_done_total restartpoints_done Restartpoints that were made.
-- @counter pg_stat_checkpointer_write_time_total write_time Milliseconds writing.
-- @counter pg_stat_checkpointer_sync_time_total sync_time Milliseconds syncing.
-- @counter pg_stat_checkpointer_buffers_written_total buffers_written Buffers written.
-- @counter pg_stat_checkpointer_stats_reset_total reset When these figures began, in seconds since 1970.
select *, floor(extract(epoch from stats_reset)) as reset from pg_stat_checkpointer;

-- @query stat_database
-- @labels datid datname
-- @gauge pg_stat_database_numbackends numbackends Sessions of a database.
-- @counter pg_stat_database_xact_commit xact_commit Transactions committed.
-- @counter pg_stat_database_xact_rollback xact_rollback Transactions rolled back.
-- @counter pg_stat_database_blks_read blks_read Blocks read from disk.
-- @counter pg_stat_database_blks_hit blks_hit Blocks found in the server's own buffers.
-- @counter pg_stat_database_tup_returned tup_returned Rows that scans returned.
-- @counter pg_stat_database_tup_fetched tup_fetched Rows that index scans fetched.
-- @counter pg_stat_database_tup_inserted tup_inserted Rows inserted.
-- @counter pg_stat_database_tup_updated tup_updated Rows updated.
-- @counter pg_stat_database_tup_deleted tup_deleted Rows deleted.
-- @counter pg_stat_database_conflicts conflicts Queries that a replica's recovery cancelled.
-- @counter pg_stat_database_temp_files temp_files Temporary files made.
-- @counter pg_stat_database_temp_bytes temp_bytes Bytes written to temporary files.
-- @counter pg_stat_database_deadlocks deadlocks Deadlocks.
-- @counter pg_stat_database_blk_read_time blk_read_time Milliseconds reading blocks.
-- @counter pg_stat_database_blk_write_time blk_write_time Milliseconds writing blocks.
-- @counter pg_stat_database_stats_reset reset When these figures began, in seconds since 1970.
select *, coalesce(floor(extract(epoch from stats_reset)), 0) as reset from pg_stat_database where datname is not null;

-- @query stat_database_time since 14
-- @labels datid datname
-- @counter pg_stat_database_active_time_seconds_total seconds Seconds executing statements.
-- @counter pg_stat_database_active_time active_time Milliseconds executing statements.
-- @counter pg_stat_database_session_time session_time Milliseconds that sessions lasted.
-- @counter pg_stat_database_idle_in_transaction_time idle_in_transaction_time Milliseconds idle in a transaction.
-- @counter pg_stat_database_sessions sessions Sessions so far.
-- @counter pg_stat_database_sessions_abandoned sessions_abandoned Sessions whose client was lost.
-- @counter pg_stat_database_sessions_fatal sessions_fatal Sessions that an error has ended.
-- @counter pg_stat_database_sessions_killed sessions_killed Sessions that somebody has ended.
select *, active_time / 1000.0 as seconds from pg_stat_database where datname is not null;

-- @query stat_database_checksums since 12
-- @labels datid datname
-- @counter pg_stat_database_checksum_failures checksum_failures Pages whose checksum was wrong.
-- @gauge pg_stat_database_checksum_last_failure last When that was last, in seconds since 1970.
select datid, datname, checksum_failures, floor(extract(epoch from checksum_last_failure)) as last
from pg_stat_database where datname is not null;

-- @query stat_database_conflicts
-- @labels datid datname
-- @counter pg_stat_database_conflicts_confl_tablespace confl_tablespace Queries cancelled for a dropped tablespace.
-- @counter pg_stat_database_conflicts_confl_lock confl_lock Queries cancelled for a lock.
-- @counter pg_stat_database_conflicts_confl_snapshot confl_snapshot Queries cancelled for an old snapshot.
-- @counter pg_stat_database_conflicts_confl_bufferpin confl_bufferpin Queries cancelled for a pinned buffer.
-- @counter pg_stat_database_conflicts_confl_deadlock confl_deadlock Queries cancelled for a deadlock.
select * from pg_stat_database_conflicts;

-- @query stat_replication
-- @labels application_name client_addr state slot_name pid
-- @gauge pg_stat_replication_pg_current_wal_lsn_bytes current Position of the WAL.
-- @gauge pg_stat_replication_pg_wal_lsn_diff behind Bytes that a replica is behind.
with here as (
    select case when pg_is_in_recovery() then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end as lsn)
select r.application_name, host(r.client_addr) as client_addr, r.state, s.slot_name, r.pid,
       here.lsn - '0/0'::pg_lsn as current, here.lsn - r.replay_lsn as behind
from here cross join pg_stat_replication r left join pg_replication_slots s on s.active_pid = r.pid;

-- @query stat_user_tables
-- @labels datname schemaname relname
-- @counter pg_stat_user_tables_seq_scan seq_scan Sequential scans of a table.
-- @counter pg_stat_user_tables_seq_tup_read seq_tup_read Rows that they read.
-- @counter pg_stat_user_tables_idx_scan idx_scan Index scans of a table.
-- @counter pg_stat_user_tables_idx_tup_fetch idx_tup_fetch Rows that they fetched.
-- @counter pg_stat_user_tables_n_tup_ins n_tup_ins Rows inserted.
-- @counter pg_stat_user_tables_n_tup_upd n_tup_upd Rows updated.
-- @counter pg_stat_user_tables_n_tup_del n_tup_del Rows deleted.
-- @counter pg_stat_user_tables_n_tup_hot_upd n_tup_hot_upd Rows updated in place of their page.
-- @gauge pg_stat_user_tables_n_live_tup n_live_tup Rows, as the server estimates.
-- @gauge pg_stat_user_tables_n_dead_tup n_dead_tup Dead rows, as the server estimates.
-- @gauge pg_stat_user_tables_n_mod_since_analyze n_mod_since_analyze Rows changed since the table was analyzed.
-- @gauge pg_stat_user_tables_last_vacuum vacuumed When the table was vacuumed by hand, or 0.
-- @gauge pg_stat_user_tables_last_autovacuum autovacuumed When the table was vacuumed by the daemon, or 0.
-- @gauge pg_stat_user_tables_last_analyze analyzed When the table was analyzed by hand, or 0.
-- @gauge pg_stat_user_tables_last_autoanalyze autoanalyzed When the table was analyzed by the daemon, or 0.
-- @counter pg_stat_user_tables_vacuum_count vacuum_count Vacuums by hand.
-- @counter pg_stat_user_tables_autovacuum_count autovacuum_count Vacuums by the daemon.
-- @counter pg_stat_user_tables_analyze_count analyze_count Analyses by hand.
-- @counter pg_stat_user_tables_autoanalyze_count autoanalyze_count Analyses by the daemon.
-- @gauge pg_stat_user_tables_index_size_bytes index_size Bytes of all indexes of a table.
-- @gauge pg_stat_user_tables_table_size_bytes table_size Bytes of a table.
select current_database() as datname, schemaname, relname, seq_scan, seq_tup_read,
       coalesce(idx_scan, 0) as idx_scan, coalesce(idx_tup_fetch, 0) as idx_tup_fetch,
       n_tup_ins, n_tup_upd, n_tup_del, n_tup_hot_upd, n_live_tup, n_dead_tup, n_mod_since_analyze,
       coalesce(floor(extract(epoch from last_vacuum)), 0) as vacuumed,
       coalesce(floor(extract(epoch from last_autovacuum)), 0) as autovacuumed,
       coalesce(floor(extract(epoch from last_analyze)), 0) as analyzed,
       coalesce(floor(extract(epoch from last_autoanalyze)), 0) as autoanalyzed,
       vacuum_count, autovacuum_count, analyze_count, autoanalyze_count,
       pg_indexes_size(relid) as index_size, pg_table_size(relid) as table_size
from pg_stat_user_tables;

-- @query statio_user_tables
-- @labels datname schemaname relname
-- @counter pg_statio_user_tables_heap_blocks_read heap_read Blocks of a table read from disk.
-- @counter pg_statio_user_tables_heap_blocks_hit heap_hit Blocks of a table found in buffers.
-- @counter pg_statio_user_tables_idx_blocks_read idx_read Blocks of its indexes read from disk.
-- @counter pg_statio_user_tables_idx_blocks_hit idx_hit Blocks of its indexes found in buffers.
-- @counter pg_statio_user_tables_toast_blocks_read toast_read Blocks of its TOAST table read from disk.
-- @counter pg_statio_user_tables_toast_blocks_hit toast_hit Blocks of its TOAST table found in buffers.
-- @counter pg_statio_user_tables_tidx_blocks_read tidx_read Blocks of the TOAST table's indexes read from disk.
-- @counter pg_statio_user_tables_tidx_blocks_hit tidx_hit Blocks of the TOAST table's indexes found in buffers.
select current_database() as datname, schemaname, relname,
       coalesce(heap_blks_read, 0) as heap_read, coalesce(heap_blks_hit, 0) as heap_hit,
       coalesce(idx_blks_read, 0) as idx_read, coalesce(idx_blks_hit, 0) as idx_hit,
       coalesce(toast_blks_read, 0) as toast_read, coalesce(toast_blks_hit, 0) as toast_hit,
       coalesce(tidx_blks_read, 0) as tidx_read, coalesce(tidx_blks_hit, 0) as tidx_hit
from pg_statio_user_tables;

-- @query wal
-- @gauge pg_wal_segments segments Files of the WAL.
-- @gauge pg_wal_size_bytes size Bytes of the WAL.
select count(*) as segments, coalesce(sum(size), 0) as size from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$';
