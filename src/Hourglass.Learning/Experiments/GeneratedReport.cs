using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Generates the images of a report, where the model is one whose codes can be made up or looked at as a plane.</summary>
internal sealed class GeneratedReport(Network network, IDataset test, Workers workers)
{
    // Few enough that the page stays small: each image of 28 x 28 pixels takes about 200 bytes.
    private const int Side = 12, SampleCount = 64, Steps = 10;

    private const float LargestCode = 1e18f;

    private readonly Inference _inference = new(network, workers);
    private readonly ModelSpec _model = network.Spec;
    private readonly bool _hasPrior = CodeDistribution.HasPrior(network.Spec);

    public ReportGenerated? Build(ulong seed)
    {
        bool isPlane = _model.CodeSize == 2;
        if ((!_hasPrior && !isPlane) || _model.OutputShape != test.Shape) return null;
        float[] codes = _hasPrior ? [] : Representations.Encode(network, test, workers).Values.ToArray();

        // A training that broke down leaves numbers that are none, or codes whose squares are none: there is nothing to show.
        if (!AreFinite(network.Parameters.Values.Span) || !AreFinite(codes) || Array.Exists(codes, static code => MathF.Abs(code) > LargestCode)) return null;
        CodeDistribution distribution = _hasPrior
            ? CodeDistribution.Prior(_model.CodeSize)
            : CodeDistribution.Fit(codes, _model.CodeSize, workers);
        return new ReportGenerated
        {
            Distribution = _hasPrior ? Phrase.Of("the standard normal prior") : Phrase.Of("the test codes"),
            Manifold = isPlane ? Decode(CodeGrid.Square(distribution, Side)) : null,
            Samples = _hasPrior ? Decode(distribution.Draw(SampleCount, new RandomKey(seed))) : null,
            Path = FindEnds() is { } ends ? Interpolate(ends) : null,
        };
    }

    private static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }

    private ReportPath Interpolate(int[] ends)
    {
        float[] originals = Representations.Read(test, ends, workers), codes = _inference.Encode(originals);
        CodePathKind kind = _hasPrior ? CodePathKind.Spherical : CodePathKind.Linear;
        float[] path = CodePath.Between(codes.AsSpan(0, _model.CodeSize), codes.AsSpan(_model.CodeSize), Steps, kind);
        return new ReportPath(new ImageBatch(test.Shape, originals), Decode(path), kind);
    }

    private ImageBatch Decode(float[] codes) => new(test.Shape, _inference.Decode(codes));

    /// <summary>Finds the first test sample and the first of another class, or the second where there are no classes.</summary>
    private int[]? FindEnds()
    {
        if (test.Labels.IsEmpty) return test.Count > 1 ? [0, 1] : null;
        int[] labels = test.Labels.ToArray();
        int other = Array.FindIndex(labels, label => label != labels[0]);
        return other > 0 ? [0, other] : null;
    }
}
