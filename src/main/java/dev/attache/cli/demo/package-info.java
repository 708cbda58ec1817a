/// `attache demo`: small in-process stores and sites, or real servers, behind a real attache, and a story told about
/// them.
///
/// Start at [dev.attache.cli.demo.Demo]. Knows the house by `boot` and `config` and through its ports, as any client
/// does; no role uses anything from here.
@NullMarked
package dev.attache.cli.demo;

import org.jspecify.annotations.NullMarked;
