using Hourglass.Networks;

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

    private const string Share = FigureNames.Share, Seconds = FigureNames.Seconds;

    // The first is FigureNames.SquaredErrorPerPixel, as a text that is said.
    private static readonly string Squared = Phrase.Mark("squared error per pixel"), SquaredSum = Phrase.Mark("squared error per image"), Degrees = Phrase.Mark("degrees");

    private static readonly string KnowingNothing = Phrase.Mark("what knowing nothing reaches");

    /// <summary>Gets how many digits people read.</summary>
    public int Digits { get; init; } = UsualDigits;

    private static readonly Dictionary<string, FigureWords> Known = new()
    {
        [FigureNames.TestMse] = new(Phrase.Mark("test error"), Squared, IsKey: true),
        [FigureNames.TestSsePerImage] = new(Phrase.Mark("test error"), SquaredSum),
        [FigureNames.TestBce] = new(Phrase.Mark("test cross-entropy"), Phrase.Mark("nats per pixel")),
        [FigureNames.TestPsnr] = new("PSNR", "dB", Phrase.Mark("mean over images"), IsKey: true),
        [FigureNames.TestSsim] = new("SSIM", "", Phrase.Mark("structural similarity, 1 for equal images"), IsKey: true),
        [FigureNames.TestDenoisedPsnr] = new(Phrase.Mark("denoising PSNR"), "dB", Phrase.Mark("mean over images"), IsKey: true),
        [FigureNames.TestDenoisedSsim] = new(Phrase.Mark("denoising SSIM"), "", Phrase.Mark("structural similarity, 1 for equal images"), IsKey: true),
        [FigureNames.TestNegativeElbo] = new(Phrase.Mark("negative ELBO"), Phrase.Mark("nats per image"), Phrase.Mark("reconstruction + divergence"), IsKey: true),
        [FigureNames.TestImportanceBound] = new(Phrase.Mark("importance-weighted bound"), Phrase.Mark("nats per image"), Phrase.Mark("of several codes of each image"), IsKey: true),
        [FigureNames.TestReconstruction] = new(Phrase.Mark("reconstruction"), Phrase.Mark("nats per image"), Phrase.Mark("of codes drawn at random"), IsKey: true),
        [FigureNames.TestDivergence] = new(Phrase.Mark("divergence"), Phrase.Mark("nats per image"), Phrase.Mark("of the codes from N(0, 1)"), IsKey: true),
        [FigureNames.TestActiveUnits] = new(Phrase.Mark("active units"), "", Phrase.Mark("divergence above 0.01 nats"), IsKey: true),
        [FigureNames.TestPerplexity] = new(Phrase.Mark("codebook perplexity"), Phrase.Mark("codes"), Phrase.Mark("in use, weighed by how often"), IsKey: true),
        [FigureNames.TestUsedCodes] = new(Phrase.Mark("codes used"), "", Phrase.Mark("at least once on the test set"), IsKey: true),
        [FigureNames.TestMeanActivation] = new(Phrase.Mark("mean activation"), "", Phrase.Mark("over all units of the code"), IsKey: true),
        [FigureNames.ExplainedVariance] = new(Phrase.Mark("explained variance"), Share, Phrase.Mark("of the training set"), IsKey: true),
        [FigureNames.CodeBits] = new(Phrase.Mark("discrete code"), Phrase.Mark("bits"), Phrase.Mark("the choices of one sample's vectors"), IsKey: true),
        [FigureNames.TestDenoisedMse] = new(Phrase.Mark("denoising error"), Squared, Phrase.Mark("of the answers to damaged samples"), IsKey: true),
        [FigureNames.TestDenoisedSsePerImage] = new(Phrase.Mark("denoising error"), SquaredSum),
        [FigureNames.TrainDenoisedMse] = new(Phrase.Mark("training denoising error"), Squared),
        [FigureNames.DamagedMse] = new(Phrase.Mark("damaged samples"), Squared, Phrase.Mark("what undoing nothing reaches"), IsKey: true),
        [FigureNames.TrainMse] = new(Phrase.Mark("training error"), Squared),
        [FigureNames.TrainSsePerImage] = new(Phrase.Mark("training error"), SquaredSum, IsRestated: true),
        [FigureNames.MeanImageMse] = new(Phrase.Mark("mean image"), Squared, KnowingNothing, IsKey: true),
        [FigureNames.TestTargetMse] = new(Phrase.Mark("test error against targets"), Squared, IsKey: true),
        [FigureNames.TestTargetSsePerImage] = new(Phrase.Mark("test error against targets"), SquaredSum),
        [FigureNames.TrainTargetMse] = new(Phrase.Mark("training error against targets"), Squared),
        [FigureNames.MeanTargetMse] = new(Phrase.Mark("mean target"), Squared, KnowingNothing, IsKey: true),
        [FigureNames.ClassMeanMse] = new(Phrase.Mark("mean of the class"), Squared, Phrase.Mark("what knowing the class and nothing else reaches"), IsKey: true),
        [FigureNames.TestErrorRate] = new(Phrase.Mark("test error"), Share, IsKey: true),
        [FigureNames.TestAccuracy] = new(Phrase.Mark("test accuracy"), Share, IsRestated: true),
        [FigureNames.TestCrossEntropy] = new(Phrase.Mark("test cross-entropy"), Phrase.Mark("nats per sample"), IsKey: true),
        [FigureNames.TrainErrorRate] = new(Phrase.Mark("training error"), Share, IsKey: true),
        [FigureNames.TrainAccuracy] = new(Phrase.Mark("training accuracy"), Share, IsRestated: true),
        [FigureNames.TrainCrossEntropy] = new(Phrase.Mark("training cross-entropy"), Phrase.Mark("nats per sample")),
        [FigureNames.TestKnnErrorRate] = new(Phrase.Mark("kNN error"), Share, Phrase.Mark("of the nearest codes of the training set"), IsKey: true),
        [FigureNames.TestKnnAccuracy] = new(Phrase.Mark("kNN accuracy"), Share, Phrase.Mark("of the nearest codes of the training set"), IsRestated: true),
        [FigureNames.KnnSeconds] = new(Phrase.Mark("kNN time"), Seconds, Phrase.Mark("per prediction, without encoding"), IsKey: true),
        [FigureNames.EncodingSeconds] = new(Phrase.Mark("encoding time"), Seconds, Phrase.Mark("per sample"), IsKey: true),
        [FigureNames.TestProbeErrorRate] = new(Phrase.Mark("linear probe error"), Share, Phrase.Mark("of a linear classifier of the codes"), IsKey: true),
        [FigureNames.Trustworthiness] = new(Phrase.Mark("trustworthiness"), "", Phrase.Mark("of the neighbours among codes, 1 at best"), IsKey: true),
        [FigureNames.Continuity] = new(Phrase.Mark("continuity"), "", Phrase.Mark("of the neighbours among samples, 1 at best"), IsKey: true),
        [FigureNames.NeighborPreservation] = new(Phrase.Mark("neighbours kept"), Share, Phrase.Mark("of the nearest samples, among codes"), IsKey: true),
        [FigureNames.Silhouette] = new(Phrase.Mark("silhouette"), "", Phrase.Mark("of the classes among codes, -1 to 1"), IsKey: true),
        [FigureNames.MutualInformationGap] = new(Phrase.Mark("mutual information gap"), "", Phrase.Mark("of the true factors, 1 at best"), IsKey: true),
        [FigureNames.DciDisentanglement] = new(Phrase.Mark("disentanglement"), "", Phrase.Mark("DCI: one factor for each unit, 1 at best"), IsKey: true),
        [FigureNames.DciCompleteness] = new(Phrase.Mark("completeness"), "", Phrase.Mark("DCI: one unit for each factor, 1 at best"), IsKey: true),
        [FigureNames.DciInformativeness] = new(Phrase.Mark("informativeness"), "", Phrase.Mark("DCI: share of the factors' variance found, 1 at best"), IsKey: true),
        [FigureNames.CommonestClassErrorRate] = new(Phrase.Mark("commonest class"), Share, KnowingNothing, IsKey: true),
    };

    /// <summary>Words a figure in the chosen language, but for its unit, which code compares; one that is not known here has its name as its label and stands in every table.</summary>
    /// <param name="name">Its name in files.</param>
    public static FigureWords Of(string name)
    {
        if (Known.TryGetValue(name, out FigureWords? words)) return words with { Label = Phrase.Of(words.Label), Hint = Phrase.Of(words.Hint) };
        if (name.EndsWith(FigureNames.BeforeFineTuning, StringComparison.Ordinal))
            return new(Phrase.Of("before fine-tuning"), UnitOf(name[..^FigureNames.BeforeFineTuning.Length]), Phrase.Of("the output layer trained on the codes of the pre-trained layers"), IsKey: true);
        if (name.EndsWith(FigureNames.WithoutPretraining, StringComparison.Ordinal))
            return new(Phrase.Of("without pre-training"), UnitOf(name[..^FigureNames.WithoutPretraining.Length]), Phrase.Of("the same network trained from its start weights"), IsKey: true);
        if (name.StartsWith(FigureNames.LayerLoss, StringComparison.Ordinal)) return new(Phrase.Of($"loss of layer {name[FigureNames.LayerLoss.Length..]}"), "", Phrase.Of("of its autoencoder"), IsKey: true);
        if (name.StartsWith(FigureNames.ComponentVariance, StringComparison.Ordinal))
            return new(Phrase.Of($"variance of PC{name[FigureNames.ComponentVariance.Length..]}"), "", IsKey: true) { Digits = MoreDigits };
        if (name.StartsWith(FigureNames.ComponentAngle, StringComparison.Ordinal))
            return new(Phrase.Of($"angle of PC{name[FigureNames.ComponentAngle.Length..]}"), Degrees, Phrase.Of("to the first feature"), IsKey: true);
        return new(name.Replace('_', ' '), "", IsKey: true);
    }

    private static string UnitOf(string name) => Known.TryGetValue(name, out FigureWords? words) ? words.Unit : "";
}
