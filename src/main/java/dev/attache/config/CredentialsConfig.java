package dev.attache.config;

import dev.attache.base.Secret;

/// A user and a password; without a password nothing is presented.
@Doc("a user and a password; without a password nothing is presented")
public record CredentialsConfig(
        @Doc("user name; empty presents the password alone") @Default("")
        String user,

        @Doc("password, best as {file: PATH} or {env: NAME}") @Default("")
        Secret password) {}
