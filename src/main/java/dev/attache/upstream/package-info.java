/// Clusters and their endpoints: who is a member, who is fit, and who tells.
///
/// Start at [dev.attache.upstream.Cluster]. Must not know roles.
@NullMarked
package dev.attache.upstream;

import org.jspecify.annotations.NullMarked;
