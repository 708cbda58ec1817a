package dev.attache.admin;

import dev.attache.observe.Exposition;
import dev.attache.role.Experiment;
import dev.attache.upstream.Cluster;
import java.util.List;

/// What the endpoint shows, and what it may ask for. Every method is safe from any thread.
public interface AdminView {
    Readiness readiness();

    /// Everything that is measured, in the form and coding that the scraper asked for.
    ///
    /// @param accept its `Accept` header; empty where it sent none
    /// @param acceptEncoding its `Accept-Encoding` header; empty where it sent none
    Exposition metrics(String accept, String acceptEncoding);

    /// The configuration in force as YAML, every default filled in and every secret masked.
    String configYaml();

    /// In the file's order.
    List<Cluster> clusters();

    /// In the file's order.
    List<RoleReport> roles();

    /// What roles are trying out, in the file's order.
    ///
    /// @param role name of the role; empty for all
    List<Experiment> experiments(String role);

    /// Asks for what SIGTERM asks for; returns at once.
    void drain();

    /// Asks for what a second SIGTERM asks for; returns at once.
    void quit();
}
