-- What MariaDB and MySQL count of themselves beside SHOW, under the names of mysqld_exporter. The form of the
-- descriptions stands in postgresql.sql.

-- @query info_schema.innodb_cmp
-- @labels page_size
-- @counter mysql_info_schema_innodb_cmp_compress_ops_total compress_ops Pages of a size that were compressed.
-- @counter mysql_info_schema_innodb_cmp_compress_ops_ok_total compress_ops_ok Pages that could be compressed.
-- @counter mysql_info_schema_innodb_cmp_compress_time_seconds_total compress_time Seconds compressing pages.
-- @counter mysql_info_schema_innodb_cmp_uncompress_ops_total uncompress_ops Pages of a size that were uncompressed.
-- @counter mysql_info_schema_innodb_cmp_uncompress_time_seconds_total uncompress_time Seconds uncompressing pages.
select page_size, compress_ops, compress_ops_ok, compress_time, uncompress_ops, uncompress_time
from information_schema.innodb_cmp;

-- @query info_schema.innodb_cmpmem
-- @labels page_size buffer_pool
-- @counter mysql_info_schema_innodb_cmpmem_pages_used_total used Blocks of a size that are in use.
-- @counter mysql_info_schema_innodb_cmpmem_pages_free_total free Blocks of a size that are free.
-- @counter mysql_info_schema_innodb_cmpmem_relocation_ops_total relocation_ops Times that a block was moved.
-- @counter mysql_info_schema_innodb_cmpmem_relocation_time_seconds_total relocation_time Seconds moving blocks.
select page_size, buffer_pool_instance as buffer_pool, pages_used as used, pages_free as free, relocation_ops,
       relocation_time / 1000 as relocation_time
from information_schema.innodb_cmpmem;
