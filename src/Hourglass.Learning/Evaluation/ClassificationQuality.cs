using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How well a network finds the classes of a set.</summary>
/// <param name="ClassNames">The names of the classes.</param>
/// <param name="Labels">The class of each sample.</param>
/// <param name="Answers">The class with the largest output for each sample; the lower one where two are alike.</param>
/// <param name="CrossEntropy">The mean over samples of minus the logarithm of the output for the right class, in nats; the output is
/// clamped to at least 1e-7.</param>
public sealed record ClassificationQuality(
    IReadOnlyList<string> ClassNames, ReadOnlyMemory<int> Labels, IReadOnlyList<int> Answers, double CrossEntropy)
    : ClassAnswers(ClassNames, Labels, Answers)
{
    private const int Batch = 256;
    private const double Smallest = 1e-7;

    /// <summary>Classifies a set and counts the mistakes.</summary>
    /// <param name="network">A network with one output per class.</param>
    /// <param name="set">A set with labels.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The network has not one output per class of the set.</exception>
    public static ClassificationQuality Measure(Network network, IDataset set, Workers workers)
    {
        Plan plan = Plan.ForInference(network, Math.Min(Batch, set.Count), workers);
        int classes = plan.Output.Rows;
        if (classes != set.ClassNames.Count)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received {classes} outputs, expected {set.ClassNames.Count}, one per class of {set.Name}."), nameof(network));
        }

        int[] answers = new int[set.Count];
        float[] outputs = new float[plan.Batch * classes];
        double sum = 0;
        DatasetSource source = new();
        foreach (int start in source.InOrder(set, plan))
        {
            plan.Forward(source);
            plan.Output.CopyToSamples(outputs.AsSpan(0, plan.Columns * classes));
            for (int i = 0; i < plan.Columns; i++)
            {
                ReadOnlySpan<float> output = outputs.AsSpan(i * classes, classes);
                answers[start + i] = Largest(output);
                sum -= Math.Log(Math.Max(output[set.Labels.Span[start + i]], Smallest));
            }
        }

        return new ClassificationQuality(set.ClassNames, set.Labels, answers, sum / set.Count);
    }

    /// <summary>Gets the error rate on a set of answering every sample with the most frequent class of another.</summary>
    /// <remarks>What a model reaches that learned nothing but which class is the commonest.</remarks>
    /// <param name="train">The set whose classes are counted.</param>
    /// <param name="test">The set that is answered.</param>
    public static double OfCommonestClass(IDataset train, IDataset test)
    {
        int commonest = train.Labels.ToArray().CountBy(static label => label).MaxBy(static pair => (pair.Value, -pair.Key)).Key;
        return 1 - ((double)test.Labels.Span.Count(commonest) / test.Count);
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
            if (values[i] > values[largest]) largest = i;
        return largest;
    }
}
