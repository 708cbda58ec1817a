package dev.attache.net.sql;

import dev.attache.base.Secret;

/// Where a database is, and who asks it.
///
/// @param url as JDBC writes it, of `postgresql`, `mariadb` or `mysql`; holds no password
/// @param user empty where the driver's own default, or what the URL says, will do
/// @param password empty where none is asked for
public record SqlServer(String url, String user, Secret password) {}
