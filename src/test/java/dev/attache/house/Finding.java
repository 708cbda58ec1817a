package dev.attache.house;

/// Something a rule of style found.
///
/// @param file as seen from the top of the project
/// @param line counted from 1
/// @param what what is wrong and what to do about it
record Finding(String file, long line, String what) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + what;
    }
}
