package dev.attache.role.http.experiment;

/// How far an estimate may lie from the truth when it is looked at again and again.
///
/// A usual confidence interval holds at one moment chosen beforehand. Who looks after every request and stops at the
/// first bad sight will sooner or later see one, whatever the truth. These bounds hold at all moments at once: the
/// chance that the truth ever leaves them is at most `alpha`. They come from mixing the likelihood ratio of a normal
/// estimate over all effects (Robbins, 1970), by Ville's inequality:
///
/// - two-sided, over a normal distribution of effects with standard deviation `scale`: the mixture sequential
///   probability ratio test of Johari, Koomen, Pekelis and Walsh, *Always Valid Inference* (Operations Research, 2022);
/// - one-sided, over the half of it above zero: Howard, Ramdas, McAuliffe and Sekhon, *Time-uniform, nonparametric,
///   nonasymptotic confidence sequences* (Annals of Statistics, 2021). With information `I = 1/variance` and score
///   `S = estimate · I` the mixture is `2 Φ(y) exp(y²/2) / sqrt(I scale² + 1)`, with `y = S scale / sqrt(I scale² +
/// 1)`;
///   since `Φ(y) ≥ 1 − exp(−y²/2)/2` it is at least `1/alpha` once `exp(y²/2) ≥ 1/2 + sqrt(I scale² + 1) / (2 alpha)`,
/// which
///   gives the closed form used here.
///
/// Estimates are taken for normal and their variance for known, as in Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
/// *Time-uniform central limit theory and asymptotic confidence sequences* (Annals of Statistics, 2024). So the bounds
/// are for some hundreds of observations and more; simulations of small and clustered samples stand in the tests.
final class SequentialBound {
    private SequentialBound() {}

    /// Half the width of the interval around an estimate.
    ///
    /// @param variance of the estimate, above 0
    /// @param scale size of the effects that are to be found soonest; chosen before anything is counted
    /// @param alpha chance of an error, 0 to 1, both excluded
    static double around(double variance, double scale, double alpha) {
        double prior = scale * scale;
        double stretch = (variance + prior) / variance;
        return Math.sqrt(variance * (variance + prior) / prior * (2 * Math.log(1 / alpha) + Math.log(stretch)));
    }

    /// How far an estimate has to lie above a value to be proof that the truth does too. Parameters as in [#around].
    static double above(double variance, double scale, double alpha) {
        double prior = scale * scale;
        double stretch = (variance + prior) / variance;
        return Math.sqrt(2 * variance * (variance + prior) / prior * Math.log(0.5 + Math.sqrt(stretch) / (2 * alpha)));
    }
}
