/// What Kubernetes tells a container of its pod, in files that the Downward API mounts: no rights and no API server are
/// needed for it.
///
/// Start at [dev.attache.role.logs.pod.PodInfo]. Must not know inputs or outputs.
@NullMarked
package dev.attache.role.logs.pod;

import org.jspecify.annotations.NullMarked;
