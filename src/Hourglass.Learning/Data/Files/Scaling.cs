using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The numbers by which features are scaled: fitted to a training set once, applied to all that a network sees.</summary>
/// <remarks><b>Computes</b> <c>(x - offset) / width</c> for each feature; a feature that is constant is only shifted.</remarks>
public sealed class Scaling
{
    private const string OffsetName = "offset", WidthName = "width";
    private readonly float[] _offset;
    private readonly float[] _width;

    private Scaling(float[] offset, float[] width) => (_offset, _width) = (offset, width);

    /// <summary>Gets what is subtracted from each feature.</summary>
    public ReadOnlySpan<float> Offset => _offset;

    /// <summary>Gets what each feature is then divided by; never 0.</summary>
    public ReadOnlySpan<float> Width => _width;

    /// <summary>Gets the number of features.</summary>
    public int Features => _offset.Length;

    /// <summary>Fits a scaling to samples.</summary>
    /// <remarks><b>Computes</b> Mean and deviation with the divisor n, as scikit-learn's StandardScaler, or minimum and range, as its
    /// MinMaxScaler; in double precision.</remarks>
    /// <param name="kind">Which scaling.</param>
    /// <param name="values">The samples one after the other; at least one.</param>
    /// <param name="features">The features of each.</param>
    /// <param name="samples">Which samples count.</param>
    /// <returns>The scaling; null for <see cref="ScaleKind.None"/>.</returns>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static Scaling? Fit(ScaleKind kind, ReadOnlySpan<float> values, int features, IReadOnlyList<int> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0) throw new ArgumentException("Received no sample, expected at least one.", nameof(samples));
        return kind switch
        {
            ScaleKind.Standardize => Standardize(values, features, samples),
            ScaleKind.MinMax => MinMax(values, features, samples),
            _ => null,
        };
    }

    /// <summary>Scales samples in place.</summary>
    /// <param name="values">The samples one after the other.</param>
    /// <exception cref="ArgumentException">The numbers are no whole samples.</exception>
    public void Apply(Span<float> values)
    {
        Check(values);
        for (int i = 0, feature = 0; i < values.Length; i++)
        {
            values[i] = (values[i] - _offset[feature]) / _width[feature];
            if (++feature == Features) feature = 0;
        }
    }

    /// <summary>Brings scaled samples back to the unit of the data, in place.</summary>
    /// <param name="values">The samples one after the other.</param>
    /// <exception cref="ArgumentException">The numbers are no whole samples.</exception>
    public void Undo(Span<float> values)
    {
        Check(values);
        for (int i = 0, feature = 0; i < values.Length; i++)
        {
            values[i] = (values[i] * _width[feature]) + _offset[feature];
            if (++feature == Features) feature = 0;
        }
    }

    /// <summary>Writes the numbers as a safetensors file.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    internal void Write(string path) => AtomicFile.Write(path, stream => SafetensorsFile.Write(
        stream, [SafeTensor.Floats(OffsetName, [Features], _offset), SafeTensor.Floats(WidthName, [Features], _width)]));

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    internal static Scaling Read(string path)
    {
        float[] offset = ArrayFile.Read(path, OffsetName).Values, width = ArrayFile.Read(path, WidthName).Values;
        bool isRight = offset.Length == width.Length && !offset.Any(static number => !float.IsFinite(number)) && width.All(static number => float.IsFinite(number) && number != 0);
        return isRight
            ? new Scaling(offset, width)
            : throw new InvalidDataException(Phrase.Of($"{path}: found numbers that scale nothing, expected a finite offset and a width for each feature. Train again."));
    }

    private static Scaling Standardize(ReadOnlySpan<float> values, int features, IReadOnlyList<int> samples)
    {
        double[] mean = new double[features], square = new double[features];
        foreach (int sample in samples)
            for (int i = 0; i < features; i++) mean[i] += values[(sample * features) + i];
        for (int i = 0; i < features; i++) mean[i] /= samples.Count;
        foreach (int sample in samples)
            for (int i = 0; i < features; i++) square[i] += Math.Pow(values[(sample * features) + i] - mean[i], 2);
        return Of(mean, [.. square.Select(sum => Math.Sqrt(sum / samples.Count))]);
    }

    private static Scaling MinMax(ReadOnlySpan<float> values, int features, IReadOnlyList<int> samples)
    {
        double[] least = new double[features], most = new double[features];
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(most, double.NegativeInfinity);
        foreach (int sample in samples)
        {
            for (int i = 0; i < features; i++)
            {
                float value = values[(sample * features) + i];
                (least[i], most[i]) = (Math.Min(least[i], value), Math.Max(most[i], value));
            }
        }

        return Of(least, [.. most.Select((value, i) => value - least[i])]);
    }

    /// <summary>A feature whose width is no more than rounding is constant.</summary>
    private static Scaling Of(double[] offset, double[] width) => new(
        [.. offset.Select(static value => (float)value)],
        [.. width.Select((value, i) => (float)value > Math.Abs(offset[i]) * 1e-7 ? (float)value : 1)]);

    private void Check(ReadOnlySpan<float> values)
    {
        if (values.Length % Features != 0)
            throw new ArgumentException(FormattableString.Invariant($"Received {values.Length} numbers, expected whole samples of {Features} features."), nameof(values));
    }
}
