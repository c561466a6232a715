namespace Hourglass.Networks;

/// <summary>Describes the zeros around the image of a convolution.</summary>
/// <remarks>In JSON the kind alone, <c>"same"</c>, or <c>{"kind": "explicit", "top": 1, "left": 1}</c>.</remarks>
/// <param name="Kind">How many; <see cref="ConvPaddingKind.Same"/> by default, so that only the stride changes the size of an image.</param>
/// <param name="Top">Rows above, of explicit padding; <see langword="null"/> for none.</param>
/// <param name="Bottom">Rows below, of explicit padding; <see langword="null"/> for none.</param>
/// <param name="Left">Columns to the left, of explicit padding; <see langword="null"/> for none.</param>
/// <param name="Right">Columns to the right, of explicit padding; <see langword="null"/> for none.</param>
public sealed record ConvPaddingSpec(
    ConvPaddingKind Kind = ConvPaddingKind.Same, int? Top = null, int? Bottom = null, int? Left = null, int? Right = null) : ISpec
{
    /// <summary>Describes padding as Keras has it.</summary>
    public static ConvPaddingSpec Same { get; } = new(ConvPaddingKind.Same);

    /// <summary>Describes no padding.</summary>
    public static ConvPaddingSpec Valid { get; } = new(ConvPaddingKind.Valid);

    /// <summary>Describes the same number of zeros on all sides.</summary>
    /// <param name="all">Rows and columns of zeros; 0 or more.</param>
    public static ConvPaddingSpec Explicit(int all) => Explicit(all, all, all, all);

    /// <summary>Describes zeros on each side.</summary>
    /// <param name="top">Rows above; 0 or more.</param>
    /// <param name="bottom">Rows below; 0 or more.</param>
    /// <param name="left">Columns to the left; 0 or more.</param>
    /// <param name="right">Columns to the right; 0 or more.</param>
    public static ConvPaddingSpec Explicit(int top, int bottom, int left, int right) => new(ConvPaddingKind.Explicit, top, bottom, left, right);

    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path) =>
    [
        .. Problem.Enum($"{Problem.Prefix(path)}kind", Kind),
        .. Side($"{Problem.Prefix(path)}top", Top),
        .. Side($"{Problem.Prefix(path)}bottom", Bottom),
        .. Side($"{Problem.Prefix(path)}left", Left),
        .. Side($"{Problem.Prefix(path)}right", Right),
    ];

    private IEnumerable<SpecProblem> Side(string path, int? value)
    {
        if (value is not { } zeros) yield break;
        if (Kind != ConvPaddingKind.Explicit)
            yield return new(path, Phrase.Of($"received {Problem.Plain(zeros)}, expected nothing: only explicit padding has numbers."));
        else if (zeros is < 0 or > SpecLimits.Features)
            yield return Problem.Range(path, zeros, Phrase.Of($"0 to {Problem.Text(SpecLimits.Features)}"));
    }
}
