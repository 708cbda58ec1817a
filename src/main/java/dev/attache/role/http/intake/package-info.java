/// What becomes of a request, decided from its head: refused, answered here, or sent on, with the head that its
/// upstream gets.
///
/// Start at [dev.attache.role.http.intake.RequestIntake]. Must not know clients' connections.
@NullMarked
package dev.attache.role.http.intake;

import org.jspecify.annotations.NullMarked;
