package dev.attache.role.http.mirror;

import java.util.Map;

/// One answer, as far as it was held.
///
/// @param headers those that are compared, by name in small letters
/// @param type of the body, as its header says; empty where it says none
/// @param coding of the body, as its header says; empty where it says none
/// @param whole whether the body is all there
public record Reply(int status, Map<String, String> headers, String type, String coding, byte[] body, boolean whole) {}
