using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>What a convolution and its transpose share: the numbers of their specs, what may be wrong with them, and the sizes that follow.</summary>
/// <param name="Filters">The channels of the output.</param>
/// <param name="Height">Rows of the kernel.</param>
/// <param name="Width">Columns of the kernel.</param>
/// <param name="Stride">From one output to the next.</param>
/// <param name="Dilation">From one tap to the next.</param>
/// <param name="Padding">The zeros around the image.</param>
internal readonly record struct ConvSides(int Filters, int Height, int Width, int Stride, int Dilation, ConvPaddingSpec Padding)
{
    /// <summary>Gets whether the numbers are such that sizes can be computed.</summary>
    private bool IsSound => Filters >= 1 && IsSide(Filters) && IsSide(Height) && IsSide(Width) && IsSide(Stride) && IsSide(Dilation)
        && Span(Height) <= SpecLimits.Features && Span(Width) <= SpecLimits.Features && !Padding.Validate("").Any();

    /// <summary>Computes the sizes of a convolution; its output has sides of zero where there is none.</summary>
    public ConvGeometry Forwards(Shape input)
    {
        if (!IsSound || SpecLimits.FeaturesOf(input) <= 0) return default;
        (int height, int top) = Forwards(input.Height, Height, Padding.Top, Padding.Bottom);
        (int width, int left) = Forwards(input.Width, Width, Padding.Left, Padding.Right);
        return new(input, new Shape(Filters, height, width), Height, Width, Stride, Dilation, top, left);
    }

    /// <summary>Computes the sizes of the convolution whose transpose reads <paramref name="input"/>.</summary>
    public ConvGeometry Backwards(Shape input, int? outputPadding)
    {
        if (!IsSound || SpecLimits.FeaturesOf(input) <= 0 || outputPadding is < 0 or > SpecLimits.Features) return default;
        (int height, int top) = Backwards(input.Height, Height, Padding.Top, Padding.Bottom, outputPadding);
        (int width, int left) = Backwards(input.Width, Width, Padding.Left, Padding.Right, outputPadding);
        return new(new Shape(Filters, height, width), input, Height, Width, Stride, Dilation, top, left);
    }

    /// <summary>Counts weights and biases.</summary>
    public long ParameterCount(Shape input, bool bias) =>
        IsSound && input != default ? Saturating((long)Height * Width, (long)input.Channels * Filters) + (bias ? Filters : 0) : 0;

    /// <summary>Finds what is wrong with the numbers.</summary>
    public IEnumerable<SpecProblem> Validate(string path, ActivationKind activation, InitializerSpec? initializer)
    {
        (string Name, int Value)[] sides =
            [("filters", Filters), ("kernel", Height), ("kernelWidth", Width), ("stride", Stride), ("dilation", Dilation)];
        foreach ((string name, int value) in sides)
        {
            if (name == "kernelWidth" && Width == Height) continue;
            foreach (SpecProblem problem in Problem.Unless(IsSide(value), $"{path}.{name}", value, Phrase.Of($"1 to {Problem.Text(SpecLimits.Features)}")))
                yield return problem;
        }

        foreach (SpecProblem problem in Padding.Validate($"{path}.padding")) yield return problem;
        foreach (SpecProblem problem in Problem.Enum($"{path}.activation", activation)) yield return problem;
        if (activation == ActivationKind.Softmax)
        {
            yield return new($"{path}.activation", Phrase.Of("received softmax, expected a function of one feature: softmax over a whole image is a layer of its own, {\"layer\": \"activation\", \"activation\": \"softmax\"}."));
        }

        foreach (SpecProblem problem in initializer?.Validate($"{path}.initializer") ?? []) yield return problem;
    }

    /// <summary>Finds whether the sizes fit the image.</summary>
    /// <param name="path">The layer.</param>
    /// <param name="input">What the layer reads.</param>
    /// <param name="output">What it would write.</param>
    public IEnumerable<SpecProblem> Fit(string path, Shape input, Shape output)
    {
        if (!IsSound || SpecLimits.FeaturesOf(input) <= 0) yield break;
        foreach ((string side, int zeros, int kernel) in new[]
        {
            ("top", Padding.Top ?? 0, Height), ("bottom", Padding.Bottom ?? 0, Height), ("left", Padding.Left ?? 0, Width), ("right", Padding.Right ?? 0, Width),
        })
        {
            if (zeros >= Span(kernel))
            {
                yield return new(
                    $"{path}.padding.{side}",
                    Phrase.Of($"received {zeros}, expected less than the {Problem.Text(Span(kernel))} places that the kernel spans, so that every output sees the image."));
            }
        }

        if (output.Height < 1 || output.Width < 1)
        {
            yield return new(
                $"{path}.kernel",
                Phrase.Of($"received a kernel that spans {Problem.Text(Span(Height))} x {Problem.Text(Span(Width))} places, expected one that the input {input} with its padding has room for."));
        }
    }

    private static bool IsSide(int value) => value is >= 1 and <= SpecLimits.Features;

    private static long Saturating(long x, long y) => x > long.MaxValue / 2 / y ? long.MaxValue / 2 : x * y;

    private static int Side(long value) => (int)Math.Clamp(value, 0, SpecLimits.Features + 1L);

    private long Span(int kernel) => ((kernel - 1L) * Dilation) + 1;

    private (int Output, int Before) Forwards(int input, int kernel, int? before, int? after)
    {
        if (Padding.Kind == ConvPaddingKind.Same)
        {
            int output = ((input - 1) / Stride) + 1;
            return (output, Half(output, kernel, input));
        }

        long room = input + (before ?? 0L) + (after ?? 0L) - Span(kernel);
        return (room < 0 ? 0 : Side((room / Stride) + 1), before ?? 0);
    }

    /// <summary>The sizes are those of Keras, the output padding included.</summary>
    private (int Output, int Before) Backwards(int input, int kernel, int? before, int? after, int? outputPadding)
    {
        long span = Span(kernel), last = (input - 1L) * Stride;
        switch (Padding.Kind)
        {
            case ConvPaddingKind.Same:
                int output = Side(outputPadding is { } added ? last + span - (span / 2 * 2) + added : (long)input * Stride);
                return (output, Half(input, kernel, output));
            case ConvPaddingKind.Valid:
                return (Side(last + (outputPadding is { } more ? span + more : Math.Max(span, Stride))), 0);
            default:
                return (Side(last + span - (before ?? 0L) - (after ?? 0L) + (outputPadding ?? 0L)), before ?? 0);
        }
    }

    /// <summary>Computes the smaller half of the zeros that <c>same</c> needs.</summary>
    private int Half(int places, int kernel, int image) => (int)(Math.Max(((places - 1L) * Stride) + Span(kernel) - image, 0) / 2);

    /// <summary>Words the numbers: <c>8, 3x3, stride 2, tanh</c>; what is usual is left out.</summary>
    public string Describe(ActivationKind activation)
    {
        List<string> words = [string.Create(CultureInfo.InvariantCulture, $"{Filters}, {Height}x{Width}")];
        if (Stride != 1) words.Add(string.Create(CultureInfo.InvariantCulture, $"stride {Stride}"));
        if (Dilation != 1) words.Add(string.Create(CultureInfo.InvariantCulture, $"dilation {Dilation}"));
        if (Padding.Kind == ConvPaddingKind.Valid) words.Add("valid");
        return string.Join(", ", [.. words, SpecNames.Of(activation)]);
    }
}
