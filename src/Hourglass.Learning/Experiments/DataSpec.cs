using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Describes which data an experiment uses.</summary>
/// <param name="Name">The name of the data set: <c>mnist</c>, <c>fashion-mnist</c>, <c>kmnist</c> or <c>digits</c>, the built-in one and the
/// default, which needs no file.</param>
/// <param name="Take">How many training samples are used, from the first; null, the default, for all.</param>
/// <param name="Validation">How many of the training samples are held back for validation. The default is 5,000, or a tenth where there
/// are fewer than 50,000.</param>
/// <param name="Stratified">Whether every class gives its share to the validation set. The default is no: a random choice comes close.</param>
/// <param name="Target">What the network learns to answer a sample with. The default is the sample itself.</param>
/// <param name="Partners">With <see cref="TargetKind.SameClass"/>, how many others of its class each training sample is paired with; null,
/// the default, for <see cref="SameClassPairs.DefaultPartners"/>.</param>
/// <param name="File">Data of one's own, in place of a set that is known by name; <paramref name="Name"/> is then what reports call them. Null, the
/// default, for a known set.</param>
public sealed record DataSpec(
    string Name = DataSources.BuiltIn,
    int? Take = null,
    int? Validation = null,
    bool Stratified = false,
    TargetKind Target = TargetKind.Input,
    int? Partners = null,
    DataFile? File = null) : ISpec
{
    /// <summary>Describes data of one's own.</summary>
    /// <param name="file">The file or folder, and how it is read.</param>
    public static DataSpec Of(DataFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new DataSpec(Path.GetFileName(Path.TrimEndingDirectorySeparator(file.Path)), File: file);
    }

    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path)
    {
        string prefix = path.Length == 0 ? "" : $"{path}.";
        if (File is null && !DataSources.Names.Contains(Name)) yield return new($"{prefix}name", NearestName.Explain(Name, [.. DataSources.Names]));
        foreach (SpecProblem problem in File?.Validate($"{prefix}file") ?? []) yield return problem;
        if (Take is < 1) yield return new($"{prefix}take", Phrase.Of($"received {Take}, expected 1 or more."));
        if (Validation is < 0) yield return new($"{prefix}validation", Phrase.Of($"received {Validation}, expected 0 or more."));
        if (!Enum.IsDefined(Target)) yield return new($"{prefix}target", Phrase.Of($"received {Target}, expected {string.Join(", ", SpecNames.All<TargetKind>())}."));
        if (Partners is < 1) yield return new($"{prefix}partners", Phrase.Of($"received {Partners}, expected 1 or more."));
        if (Partners is not null && Target != TargetKind.SameClass)
            yield return new($"{prefix}partners", Phrase.Of($"received {Partners}, expected nothing: only the target 'same-class' has partners."));
    }
}
