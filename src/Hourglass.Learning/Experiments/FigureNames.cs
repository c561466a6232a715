namespace Hourglass.Learning;

/// <summary>The names of figures, as files and <c>--json</c> have them.</summary>
public static class FigureNames
{
    /// <summary>The unit of figures that are parts of one, which people read as per cent.</summary>
    public const string Share = "of 1";

    /// <summary>The unit of times.</summary>
    public const string Seconds = "s";

    /// <summary>The unit of angles.</summary>
    public const string Degrees = "degrees";

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

    /// <summary>Begins the name of the variance along a principal component, of samples of two features; the number of the component, from 1, ends
    /// it.</summary>
    public const string ComponentVariance = "component_variance_";

    /// <summary>Begins the name of the angle of a principal component to the first feature, of samples of two features.</summary>
    public const string ComponentAngle = "component_angle_";

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

    /// <summary>The share of test samples whose class the nearest codes of the training set find.</summary>
    public const string TestKnnAccuracy = "test_knn_accuracy";

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

    /// <summary>Gets whether a figure tells how samples are reconstructed as they are.</summary>
    internal static bool IsOfReconstruction(string name) => name is TestMse or TestSsePerImage or TestBce or TestPsnr or TestSsim or TrainMse or TrainSsePerImage;
}
