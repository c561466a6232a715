using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Describes which data an experiment uses.</summary>
/// <param name="Name">The name of the data set: <c>mnist</c>, <c>fashion-mnist</c>, <c>kmnist</c> or <c>digits</c>, the built-in one and the
/// default, which needs no file.</param>
/// <param name="Take">How many training samples are used, from the first; null, the default, for all.</param>
/// <param name="Validation">How many of the training samples are held back for validation. The default is 5,000, or a tenth where there
/// are fewer than 50,000.</param>
/// <param name="Stratified">Whether every class gives its share to the validation set. The default is no: a random choice comes close.</param>
public sealed record DataSpec(
    string Name = DataSources.BuiltIn, int? Take = null, int? Validation = null, bool Stratified = false) : ISpec
{
    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path)
    {
        string prefix = path.Length == 0 ? "" : $"{path}.";
        if (!DataSources.Names.Contains(Name)) yield return new($"{prefix}name", NearestName.Explain(Name, [.. DataSources.Names]));
        if (Take is < 1) yield return new($"{prefix}take", string.Create(CultureInfo.InvariantCulture, $"received {Take}, expected 1 or more."));
        if (Validation is < 0) yield return new($"{prefix}validation", string.Create(CultureInfo.InvariantCulture, $"received {Validation}, expected 0 or more."));
    }
}
