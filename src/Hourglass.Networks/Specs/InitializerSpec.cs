namespace Hourglass.Networks;

/// <summary>Describes how the weights of a layer start. Biases always start at zero.</summary>
/// <remarks>In JSON <c>{"kind": "normal", "deviation": 0.05}</c>, or the kind alone where it needs no number: <c>"he-normal"</c>.</remarks>
/// <param name="Kind">The distribution; Glorot uniform by default, as in Keras.</param>
/// <param name="Deviation">The standard deviation of <see cref="InitializerKind.Normal"/>; <see langword="null"/> for all others.</param>
/// <param name="Limit">The bound of <see cref="InitializerKind.Uniform"/>; <see langword="null"/> for all others.</param>
/// <param name="Value">The value of <see cref="InitializerKind.Constant"/>; <see langword="null"/> for all others.</param>
public sealed record InitializerSpec(
    InitializerKind Kind = InitializerKind.GlorotUniform,
    double? Deviation = null,
    double? Limit = null,
    double? Value = null) : ISpec
{
    /// <summary>Describes normal weights.</summary>
    /// <param name="deviation">The standard deviation; positive.</param>
    public static InitializerSpec Normal(double deviation) => new(InitializerKind.Normal, Deviation: deviation);

    /// <summary>Describes uniform weights.</summary>
    /// <param name="limit">The largest magnitude; positive.</param>
    public static InitializerSpec Uniform(double limit) => new(InitializerKind.Uniform, Limit: limit);

    /// <summary>Describes weights that are all the same.</summary>
    /// <param name="value">The value; finite.</param>
    public static InitializerSpec Constant(double value) => new(InitializerKind.Constant, Value: value);

    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path) =>
    [
        .. Problem.Enum($"{Problem.Prefix(path)}kind", Kind),
        .. Number($"{Problem.Prefix(path)}deviation", Deviation, InitializerKind.Normal, Phrase.Of("a positive number"), static x => x > 0),
        .. Number($"{Problem.Prefix(path)}limit", Limit, InitializerKind.Uniform, Phrase.Of("a positive number"), static x => x > 0),
        .. Number($"{Problem.Prefix(path)}value", Value, InitializerKind.Constant, Phrase.Of("a finite number"), static _ => true),
    ];

    private IEnumerable<SpecProblem> Number(string path, double? value, InitializerKind owner, string expected, Func<double, bool> good)
    {
        if (value is not { } number)
        {
            if (Kind == owner) yield return Problem.Nothing(path, expected);
        }
        else if (Kind != owner)
        {
            yield return new(path, Phrase.Of($"received {Problem.Text(number)}, expected nothing: only {SpecNames.Of(owner)} has one."));
        }
        else if (!double.IsFinite(number) || !good(number))
        {
            yield return Problem.Range(path, number, expected);
        }
    }
}
