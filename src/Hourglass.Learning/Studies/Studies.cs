namespace Hourglass.Learning;

/// <summary>The studies that have a name.</summary>
public static class Studies
{
    /// <summary>Gets the studies, note by note, then published results.</summary>
    public static IReadOnlyList<Study> All { get; } =
    [
        .. ConvolutionCodes.All,
        new CodeInterpolation(),
        new SimpleDense(),
        new GaussianDenoising(),
        new OptimizerComparison(),
        new LossComparison(),
        new OverCompleteCodes(),
        new BasicSizes(),
        new NeighborCodes(),
        new DeepCodes(),
        new MappedCodes(),
        new ConvolutionAgainstDense(),
        new MaskingRates(),
        new OwnNoise(),
        new SimilarDigits(),
        .. PretrainedClassifier.All,
        new PlaneComponents(),
        new LinearIsComponents(),
        new NonlinearPlane(),
        new ThirtyComponents(),
        new DeepOrComponents(),
        new SparseThousand(),
        new DeepRepair(),
        new VariationalThirtyTwo(),
        new ThreeWays(),
        new Collapse(),
        new DeepAgainstComponents(),
        new StackedDenoising(),
        new VariationalBayes(),
        new KerasBlog(),
    ];

    /// <summary>Gets the names in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static study => study.Name)];

    /// <summary>Finds the study of a name; null where there is none.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static Study? Find(string name) => All.FirstOrDefault(study => study.Name == name);
}
