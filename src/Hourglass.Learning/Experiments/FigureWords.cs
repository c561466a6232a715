namespace Hourglass.Learning;

/// <summary>What people read in place of a figure's name.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Hint">What it means or compares with.</param>
/// <param name="IsKey">Whether short tables show it.</param>
/// <param name="IsRestated">Whether another figure says the same in another unit, so that a report leaves this one to the files.</param>
internal sealed record FigureWords(string Label, string Unit, string Hint = "", bool IsKey = false, bool IsRestated = false)
{
    // Variances of components are compared with those of textbooks, to the last digit printed there.
    private const int UsualDigits = 4, MoreDigits = 6;

    private const string Share = FigureNames.Share, Seconds = FigureNames.Seconds, Squared = FigureNames.SquaredErrorPerPixel, SquaredSum = "squared error per image", KnowingNothing = "what knowing nothing reaches";

    /// <summary>Gets how many digits people read.</summary>
    public int Digits { get; init; } = UsualDigits;

    private static readonly Dictionary<string, FigureWords> Known = new()
    {
        [FigureNames.TestMse] = new("test error", Squared, IsKey: true),
        [FigureNames.TestSsePerImage] = new("test error", SquaredSum),
        [FigureNames.TestBce] = new("test cross-entropy", "nats per pixel"),
        [FigureNames.TestPsnr] = new("PSNR", "dB", "mean over images", IsKey: true),
        [FigureNames.TestSsim] = new("SSIM", "", "structural similarity, 1 for equal images", IsKey: true),
        [FigureNames.TestDenoisedPsnr] = new("denoising PSNR", "dB", "mean over images", IsKey: true),
        [FigureNames.TestDenoisedSsim] = new("denoising SSIM", "", "structural similarity, 1 for equal images", IsKey: true),
        [FigureNames.TestNegativeElbo] = new("negative ELBO", "nats per image", "reconstruction + divergence", IsKey: true),
        [FigureNames.TestImportanceBound] = new("importance-weighted bound", "nats per image", "of several codes of each image", IsKey: true),
        [FigureNames.TestReconstruction] = new("reconstruction", "nats per image", "of codes drawn at random", IsKey: true),
        [FigureNames.TestDivergence] = new("divergence", "nats per image", "of the codes from N(0, 1)", IsKey: true),
        [FigureNames.TestActiveUnits] = new("active units", "", "divergence above 0.01 nats", IsKey: true),
        [FigureNames.TestPerplexity] = new("codebook perplexity", "codes", "in use, weighed by how often", IsKey: true),
        [FigureNames.TestUsedCodes] = new("codes used", "", "at least once on the test set", IsKey: true),
        [FigureNames.TestMeanActivation] = new("mean activation", "", "over all units of the code", IsKey: true),
        [FigureNames.ExplainedVariance] = new("explained variance", Share, "of the training set", IsKey: true),
        [FigureNames.CodeBits] = new("discrete code", "bits", "the choices of one sample's vectors", IsKey: true),
        [FigureNames.TestDenoisedMse] = new("denoising error", Squared, "of the answers to damaged samples", IsKey: true),
        [FigureNames.TestDenoisedSsePerImage] = new("denoising error", SquaredSum),
        [FigureNames.TrainDenoisedMse] = new("training denoising error", Squared),
        [FigureNames.DamagedMse] = new("damaged samples", Squared, "what undoing nothing reaches", IsKey: true),
        [FigureNames.TrainMse] = new("training error", Squared),
        [FigureNames.TrainSsePerImage] = new("training error", SquaredSum, IsRestated: true),
        [FigureNames.MeanImageMse] = new("mean image", Squared, KnowingNothing, IsKey: true),
        [FigureNames.TestTargetMse] = new("test error against targets", Squared, IsKey: true),
        [FigureNames.TestTargetSsePerImage] = new("test error against targets", SquaredSum),
        [FigureNames.TrainTargetMse] = new("training error against targets", Squared),
        [FigureNames.MeanTargetMse] = new("mean target", Squared, KnowingNothing, IsKey: true),
        [FigureNames.ClassMeanMse] = new("mean of the class", Squared, "what knowing the class and nothing else reaches", IsKey: true),
        [FigureNames.TestErrorRate] = new("test error", Share, IsKey: true),
        [FigureNames.TestAccuracy] = new("test accuracy", Share, IsRestated: true),
        [FigureNames.TestCrossEntropy] = new("test cross-entropy", "nats per sample", IsKey: true),
        [FigureNames.TrainErrorRate] = new("training error", Share, IsKey: true),
        [FigureNames.TrainAccuracy] = new("training accuracy", Share, IsRestated: true),
        [FigureNames.TrainCrossEntropy] = new("training cross-entropy", "nats per sample"),
        [FigureNames.TestKnnErrorRate] = new("kNN error", Share, "of the nearest codes of the training set", IsKey: true),
        [FigureNames.TestKnnAccuracy] = new("kNN accuracy", Share, "of the nearest codes of the training set", IsRestated: true),
        [FigureNames.KnnSeconds] = new("kNN time", Seconds, "per prediction, without encoding", IsKey: true),
        [FigureNames.EncodingSeconds] = new("encoding time", Seconds, "per sample", IsKey: true),
        [FigureNames.TestProbeErrorRate] = new("linear probe error", Share, "of a linear classifier of the codes", IsKey: true),
        [FigureNames.Trustworthiness] = new("trustworthiness", "", "of the neighbours among codes, 1 at best", IsKey: true),
        [FigureNames.Continuity] = new("continuity", "", "of the neighbours among samples, 1 at best", IsKey: true),
        [FigureNames.NeighborPreservation] = new("neighbours kept", Share, "of the nearest samples, among codes", IsKey: true),
        [FigureNames.Silhouette] = new("silhouette", "", "of the classes among codes, -1 to 1", IsKey: true),
        [FigureNames.MutualInformationGap] = new("mutual information gap", "", "of the true factors, 1 at best", IsKey: true),
        [FigureNames.DciDisentanglement] = new("disentanglement", "", "DCI: one factor for each unit, 1 at best", IsKey: true),
        [FigureNames.DciCompleteness] = new("completeness", "", "DCI: one unit for each factor, 1 at best", IsKey: true),
        [FigureNames.DciInformativeness] = new("informativeness", "", "DCI: share of the factors' variance found, 1 at best", IsKey: true),
        [FigureNames.CommonestClassErrorRate] = new("commonest class", Share, KnowingNothing, IsKey: true),
    };

    /// <summary>Words a figure; one that is not known here has its name as its label and stands in every table.</summary>
    /// <param name="name">Its name in files.</param>
    public static FigureWords Of(string name)
    {
        if (Known.TryGetValue(name, out FigureWords? words)) return words;
        if (name.EndsWith(FigureNames.BeforeFineTuning, StringComparison.Ordinal))
            return new("before fine-tuning", UnitOf(name[..^FigureNames.BeforeFineTuning.Length]), "the output layer trained on the codes of the pre-trained layers", IsKey: true);
        if (name.EndsWith(FigureNames.WithoutPretraining, StringComparison.Ordinal))
            return new("without pre-training", UnitOf(name[..^FigureNames.WithoutPretraining.Length]), "the same network trained from its start weights", IsKey: true);
        if (name.StartsWith(FigureNames.LayerLoss, StringComparison.Ordinal)) return new($"loss of layer {name[FigureNames.LayerLoss.Length..]}", "", "of its autoencoder", IsKey: true);
        if (name.StartsWith(FigureNames.ComponentVariance, StringComparison.Ordinal))
            return new($"variance of PC{name[FigureNames.ComponentVariance.Length..]}", "", IsKey: true) { Digits = MoreDigits };
        if (name.StartsWith(FigureNames.ComponentAngle, StringComparison.Ordinal))
            return new($"angle of PC{name[FigureNames.ComponentAngle.Length..]}", FigureNames.Degrees, "to the first feature", IsKey: true);
        return new(name.Replace('_', ' '), "", IsKey: true);
    }

    private static string UnitOf(string name) => Known.TryGetValue(name, out FigureWords? words) ? words.Unit : "";
}
