namespace Hourglass.Learning;

/// <summary>The names of figures, as files and <c>--json</c> have them.</summary>
public static class FigureNames
{
    /// <summary>The unit of figures that are parts of one, which people read as per cent.</summary>
    public const string Share = "of 1";

    /// <summary>The unit of times.</summary>
    public const string Seconds = "s";

    /// <summary>The unit of mean squared errors.</summary>
    public const string SquaredErrorPerPixel = "squared error per pixel";

    /// <summary>Mean squared error per pixel between test samples and their reconstructions.</summary>
    public const string TestMse = "test_mse";

    /// <summary>The same summed over the pixels of an image.</summary>
    public const string TestSsePerImage = "test_sse_per_image";

    /// <summary>Binary cross-entropy per pixel between test samples and their reconstructions.</summary>
    public const string TestBce = "test_bce";

    /// <summary>Peak signal-to-noise ratio of the reconstructions of test images, the mean over images.</summary>
    public const string TestPsnr = "test_psnr";

    /// <summary>Structural similarity of test images and their reconstructions, the mean over images.</summary>
    public const string TestSsim = "test_ssim";

    /// <summary>Peak signal-to-noise ratio of the answers to damaged test images against the clean ones.</summary>
    public const string TestDenoisedPsnr = "test_denoised_psnr";

    /// <summary>Structural similarity of the answers to damaged test images and the clean ones.</summary>
    public const string TestDenoisedSsim = "test_denoised_ssim";

    /// <summary>The bound of minus the log-likelihood of test samples that a variational model gives: reconstruction and divergence.</summary>
    public const string TestNegativeElbo = "test_negative_elbo";

    /// <summary>The tighter bound of the same that several codes of each sample give, weighed by importance.</summary>
    public const string TestImportanceBound = "test_importance_bound";

    /// <summary>Binary cross-entropy per sample between test samples and reconstructions of codes drawn at random.</summary>
    public const string TestReconstruction = "test_reconstruction";

    /// <summary>Divergence per sample of the codes' distributions from the standard normal one.</summary>
    public const string TestDivergence = "test_divergence";

    /// <summary>The units of the code that carry something.</summary>
    public const string TestActiveUnits = "test_active_units";

    /// <summary>The perplexity of the choices from a codebook.</summary>
    public const string TestPerplexity = "test_perplexity";

    /// <summary>The vectors of a codebook that are chosen at all.</summary>
    public const string TestUsedCodes = "test_used_codes";

    /// <summary>The mean size of the code's units over test samples, of a model with a penalty on their activity.</summary>
    public const string TestMeanActivation = "test_mean_activation";

    /// <summary>The part of the training set's variance that principal components keep.</summary>
    public const string ExplainedVariance = "explained_variance";

    /// <summary>The bits that the choices of vectors take.</summary>
    public const string CodeBits = "code_bits";

    /// <summary>Mean squared error per pixel between test samples and the answers to damaged ones.</summary>
    public const string TestDenoisedMse = "test_denoised_mse";

    /// <summary>The same summed over the pixels of an image.</summary>
    public const string TestDenoisedSsePerImage = "test_denoised_sse_per_image";

    /// <summary>Mean squared error per pixel between training samples and the answers to damaged ones.</summary>
    public const string TrainDenoisedMse = "train_denoised_mse";

    /// <summary>Mean squared error per pixel between test samples and damaged ones.</summary>
    public const string DamagedMse = "damaged_mse";

    /// <summary>Mean squared error per pixel on the training set.</summary>
    public const string TrainMse = "train_mse";

    /// <summary>The same summed over the pixels of an image.</summary>
    public const string TrainSsePerImage = "train_sse_per_image";

    /// <summary>Test error of answering every sample with the mean training sample.</summary>
    public const string MeanImageMse = "mean_image_mse";

    /// <summary>Mean squared error per pixel between the targets of test samples and the answers.</summary>
    public const string TestTargetMse = "test_target_mse";

    /// <summary>The same summed over the pixels of an image.</summary>
    public const string TestTargetSsePerImage = "test_target_sse_per_image";

    /// <summary>Mean squared error per pixel between the targets of training samples and the answers.</summary>
    public const string TrainTargetMse = "train_target_mse";

    /// <summary>Test error of answering every sample with the mean target.</summary>
    public const string MeanTargetMse = "mean_target_mse";

    /// <summary>Test error of answering every sample with the mean training sample of its class.</summary>
    public const string ClassMeanMse = "class_mean_mse";

    /// <summary>The share of test samples whose class the model misses.</summary>
    public const string TestErrorRate = "test_error_rate";

    /// <summary>The share of test samples whose class the model finds.</summary>
    public const string TestAccuracy = "test_accuracy";

    /// <summary>The mean over test samples of minus the logarithm of the right class's probability.</summary>
    public const string TestCrossEntropy = "test_cross_entropy";

    /// <summary>The share of training samples whose class the model misses.</summary>
    public const string TrainErrorRate = "train_error_rate";

    /// <summary>The share of training samples whose class the model finds.</summary>
    public const string TrainAccuracy = "train_accuracy";

    /// <summary>The mean over training samples of minus the logarithm of the right class's probability.</summary>
    public const string TrainCrossEntropy = "train_cross_entropy";

    /// <summary>Test error rate of answering every sample with the most frequent class of the training set.</summary>
    public const string CommonestClassErrorRate = "commonest_class_error_rate";

    /// <summary>The share of test samples whose class the nearest codes of the training set miss.</summary>
    public const string TestKnnErrorRate = "test_knn_error_rate";

    /// <summary>The time that finding the nearest codes and their class takes, per test sample; the encoding is not in it.</summary>
    public const string KnnSeconds = "knn_seconds_per_prediction";

    /// <summary>The time that encoding takes, per test sample.</summary>
    public const string EncodingSeconds = "encoding_seconds_per_sample";

    /// <summary>The share of test samples whose class a linear classifier of the codes misses.</summary>
    public const string TestProbeErrorRate = "test_probe_error_rate";

    /// <summary>How far neighbours among the codes are neighbours among the samples too.</summary>
    public const string Trustworthiness = "test_trustworthiness";

    /// <summary>How far neighbours among the samples are neighbours among the codes too.</summary>
    public const string Continuity = "test_continuity";

    /// <summary>The share of the nearest samples that are among the nearest codes.</summary>
    public const string NeighborPreservation = "test_neighbor_preservation";

    /// <summary>How much nearer codes lie to their own class than to the next.</summary>
    public const string Silhouette = "test_silhouette";

    /// <summary>How much more one unit of the code knows of a factor than the next unit does, the mean over factors.</summary>
    public const string MutualInformationGap = "mutual_information_gap";

    /// <summary>How far each unit of the code serves one factor alone.</summary>
    public const string DciDisentanglement = "dci_disentanglement";

    /// <summary>How far each factor is served by one unit of the code alone.</summary>
    public const string DciCompleteness = "dci_completeness";

    /// <summary>How much of the factors a linear regression finds in the code.</summary>
    public const string DciInformativeness = "dci_informativeness";

    /// <summary>Ends the name of the first figure of the network before fine-tuning: the pre-trained layers under an output layer that was
    /// trained on their codes alone.</summary>
    public const string BeforeFineTuning = "_before_fine_tuning";

    /// <summary>Ends the name of the first figure of the same network trained without layer-wise pre-training.</summary>
    public const string WithoutPretraining = "_without_pretraining";

    /// <summary>Begins the name of the last loss of a pre-trained layer's autoencoder; the number of the layer, from 1, ends it.</summary>
    public const string LayerLoss = "pretraining_loss_layer_";

    private const string Squared = SquaredErrorPerPixel, SquaredSum = "squared error per image", KnowingNothing = "what knowing nothing reaches";

    private static readonly Dictionary<string, FigureWords> Known = new()
    {
        [TestMse] = new("test error", Squared, IsKey: true),
        [TestSsePerImage] = new("test error", SquaredSum),
        [TestBce] = new("test cross-entropy", "nats per pixel"),
        [TestPsnr] = new("PSNR", "dB", "mean over images", IsKey: true),
        [TestSsim] = new("SSIM", "", "structural similarity, 1 for equal images", IsKey: true),
        [TestDenoisedPsnr] = new("denoising PSNR", "dB", "mean over images", IsKey: true),
        [TestDenoisedSsim] = new("denoising SSIM", "", "structural similarity, 1 for equal images", IsKey: true),
        [TestNegativeElbo] = new("negative ELBO", "nats per image", "reconstruction + divergence", IsKey: true),
        [TestImportanceBound] = new("importance-weighted bound", "nats per image", "of several codes of each image", IsKey: true),
        [TestReconstruction] = new("reconstruction", "nats per image", "of codes drawn at random", IsKey: true),
        [TestDivergence] = new("divergence", "nats per image", "of the codes from N(0, 1)", IsKey: true),
        [TestActiveUnits] = new("active units", "", "divergence above 0.01 nats", IsKey: true),
        [TestPerplexity] = new("codebook perplexity", "codes", "in use, weighed by how often", IsKey: true),
        [TestUsedCodes] = new("codes used", "", "at least once on the test set", IsKey: true),
        [TestMeanActivation] = new("mean activation", "", "over all units of the code", IsKey: true),
        [ExplainedVariance] = new("explained variance", Share, "of the training set", IsKey: true),
        [CodeBits] = new("discrete code", "bits", "the choices of one sample's vectors", IsKey: true),
        [TestDenoisedMse] = new("denoising error", Squared, "of the answers to damaged samples", IsKey: true),
        [TestDenoisedSsePerImage] = new("denoising error", SquaredSum),
        [TrainDenoisedMse] = new("training denoising error", Squared),
        [DamagedMse] = new("damaged samples", Squared, "what undoing nothing reaches", IsKey: true),
        [TrainMse] = new("training error", Squared),
        [TrainSsePerImage] = new("training error", SquaredSum, IsRestated: true),
        [MeanImageMse] = new("mean image", Squared, KnowingNothing, IsKey: true),
        [TestTargetMse] = new("test error against targets", Squared, IsKey: true),
        [TestTargetSsePerImage] = new("test error against targets", SquaredSum),
        [TrainTargetMse] = new("training error against targets", Squared),
        [MeanTargetMse] = new("mean target", Squared, KnowingNothing, IsKey: true),
        [ClassMeanMse] = new("mean of the class", Squared, "what knowing the class and nothing else reaches", IsKey: true),
        [TestErrorRate] = new("test error", Share, IsKey: true),
        [TestAccuracy] = new("test accuracy", Share, IsRestated: true),
        [TestCrossEntropy] = new("test cross-entropy", "nats per sample", IsKey: true),
        [TrainErrorRate] = new("training error", Share, IsKey: true),
        [TrainAccuracy] = new("training accuracy", Share, IsRestated: true),
        [TrainCrossEntropy] = new("training cross-entropy", "nats per sample"),
        [TestKnnErrorRate] = new("kNN error", Share, "of the nearest codes of the training set", IsKey: true),
        [KnnSeconds] = new("kNN time", Seconds, "per prediction, without encoding", IsKey: true),
        [EncodingSeconds] = new("encoding time", Seconds, "per sample", IsKey: true),
        [TestProbeErrorRate] = new("linear probe error", Share, "of a linear classifier of the codes", IsKey: true),
        [Trustworthiness] = new("trustworthiness", "", "of the neighbours among codes, 1 at best", IsKey: true),
        [Continuity] = new("continuity", "", "of the neighbours among samples, 1 at best", IsKey: true),
        [NeighborPreservation] = new("neighbours kept", Share, "of the nearest samples, among codes", IsKey: true),
        [Silhouette] = new("silhouette", "", "of the classes among codes, -1 to 1", IsKey: true),
        [MutualInformationGap] = new("mutual information gap", "", "of the true factors, 1 at best", IsKey: true),
        [DciDisentanglement] = new("disentanglement", "", "DCI: one factor for each unit, 1 at best", IsKey: true),
        [DciCompleteness] = new("completeness", "", "DCI: one unit for each factor, 1 at best", IsKey: true),
        [DciInformativeness] = new("informativeness", "", "DCI: share of the factors' variance found, 1 at best", IsKey: true),
        [CommonestClassErrorRate] = new("commonest class", Share, KnowingNothing, IsKey: true),
    };

    /// <summary>Words a figure; one that is not known here has its name as its label and stands in every table.</summary>
    internal static FigureWords Describe(string name)
    {
        if (Known.TryGetValue(name, out FigureWords? words)) return words;
        if (name.EndsWith(BeforeFineTuning, StringComparison.Ordinal))
            return new("before fine-tuning", UnitOf(name[..^BeforeFineTuning.Length]), "the output layer trained on the codes of the pre-trained layers", IsKey: true);
        if (name.EndsWith(WithoutPretraining, StringComparison.Ordinal))
            return new("without pre-training", UnitOf(name[..^WithoutPretraining.Length]), "the same network trained from its start weights", IsKey: true);
        if (name.StartsWith(LayerLoss, StringComparison.Ordinal)) return new($"loss of layer {name[LayerLoss.Length..]}", "", "of its autoencoder", IsKey: true);
        return new(name.Replace('_', ' '), "", IsKey: true);
    }

    /// <summary>Gets whether a figure tells how samples are reconstructed as they are.</summary>
    internal static bool IsOfReconstruction(string name) => name is TestMse or TestSsePerImage or TestBce or TestPsnr or TestSsim or TrainMse or TrainSsePerImage;

    private static string UnitOf(string name) => Known.TryGetValue(name, out FigureWords? words) ? words.Unit : "";
}

/// <summary>What people read in place of a figure's name.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Hint">What it means or compares with.</param>
/// <param name="IsKey">Whether short tables show it.</param>
/// <param name="IsRestated">Whether another figure says the same in another unit, so that a report leaves this one to the files.</param>
internal sealed record FigureWords(string Label, string Unit, string Hint = "", bool IsKey = false, bool IsRestated = false);
