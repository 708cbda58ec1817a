/// The metrics adapter: what an app and its servers count in their own ways becomes one page for Prometheus.
///
/// ```
///  scraper ──▶ MetricsSite ──▶ Scraper ──▶ AskedSource ──▶ source.Source ──▶ the server
///                  ▲                          │ one question at a time, which all who ask meanwhile share
///                  └── ExpositionEncoder ◀── Merge ◀── SampleSheet
/// ```
///
/// Sources are asked side by side, each on a virtual thread. One that is dead or slow is told as such and costs the
/// page nothing but its own samples. Start at [dev.attache.role.metrics.MetricsRole]. Must not know other roles.
@NullMarked
package dev.attache.role.metrics;

import org.jspecify.annotations.NullMarked;
