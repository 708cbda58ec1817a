package dev.attache.config;

import java.util.Collection;
import java.util.Locale;

/// The word that somebody may have meant.
public final class Spelling {
    private static final int WORD_MAX = 64;

    private Spelling() {}

    /// The known word that is nearest to a given one; empty where none is near.
    ///
    /// Case, dashes and underscores do not count; beyond them, up to one slip for every three characters may lie
    /// between the two: a character too many, too few, wrong, or two that swapped places.
    public static String nearest(String given, Collection<String> known) {
        String nearest = "";
        int fewest = Integer.MAX_VALUE;
        String bare = bare(given);
        if (bare.isEmpty() || bare.length() > WORD_MAX) {
            return "";
        }
        for (String each : known) {
            String candidate = bare(each);
            if (candidate.length() > WORD_MAX) {
                continue;
            }
            int slips = slips(bare, candidate);
            if (slips < fewest && slips <= Math.max(1, Math.max(bare.length(), candidate.length()) / 3)) {
                nearest = each;
                fewest = slips;
            }
        }
        return fewest < bare.length() ? nearest : "";
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /// The optimal string alignment distance: Levenshtein's, with swaps of neighbours counted once.
    private static int slips(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cheapest(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cheapest(int[][] table, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
        least = Math.min(least, table[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
