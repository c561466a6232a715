using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>The data that the command line asks for.</summary>
internal static class DataChoice
{
    /// <summary>The name that stands for MNIST where it is to be had, and the built-in digits otherwise.</summary>
    public const string Auto = "auto";

    private static readonly Option<string> Take = CliOption.Value("--take", "N", Phrase.Mark("use only the first N training samples"));
    private static readonly Option<string> Validation = CliOption.Value(
        "--validation", "N", Phrase.Mark("training samples held back (5000, or a tenth)"));
    private static readonly Option<bool> Stratified = CliOption.Flag("--stratified", Phrase.Mark("hold back the same share of every class"));

    private static readonly Option<string> Target = CliOption.Value(
        "--target", "NAME", Phrase.Mark("what to answer a sample with: input, label, same-class (that of the model)"));
    private static readonly Option<string> Partners = CliOption.Value(
        "--partners", "N", Phrase.Mark("same-class: others of its class that each training sample is paired with (10)"));

    /// <summary>Gets the option that names the data.</summary>
    public static Option<string> Data { get; } = CliOption.Value(
        "--data", "NAME", Phrase.Mark("mnist, fashion-mnist, kmnist, digits (built in); auto is mnist if to be had, else digits; or a PATH (auto)"));

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } = [Data, Take, Validation, Stratified, Target, Partners];

    /// <summary>Reads the choice; the name may be <see cref="Auto"/>.</summary>
    /// <param name="values">What was typed.</param>
    /// <param name="target">The target where none was typed.</param>
    /// <param name="validation">The training samples held back where nobody typed how many; null for the usual.</param>
    public static DataSpec Read(OptionValues values, TargetKind target, int? validation = null)
    {
        string name = ReadName(values, Data) ?? Auto;
        DataFile? file = FileChoice.Read(values, IsFile(name) ? name : null);
        DataSpec data = (file is null ? new DataSpec(name) : DataSpec.Of(file)) with
        {
            Take = values.Int(Take),
            Validation = values.Int(Validation) ?? validation,
            Stratified = values.Flag(Stratified),
            Target = values.Word<TargetKind>(Target) ?? target,
            Partners = values.Int(Partners),
        };
        values.Refuse((data with { Name = DataSources.BuiltIn }).Validate("data"));
        return data;
    }

    /// <summary>Tells whether what was read is a file or folder, not a known name.</summary>
    public static bool IsFile(string name) => Path.IsPathFullyQualified(name);

    /// <summary>Makes the choice of data of what was read, all else as usual.</summary>
    public static DataSpec SpecOf(string name) => IsFile(name) ? DataSpec.Of(new DataFile(name)) : new DataSpec(name);

    /// <summary>Reads the name of a data set.</summary>
    /// <returns>The name, or the absolute path of a file or folder; null where nothing was typed.</returns>
    public static string? ReadName(OptionValues values, Option<string> option)
    {
        if (values.Text(option) is not { } name) return null;
        string[] known = [.. DataSources.Names, Auto];
        if (known.Contains(name)) return name;
        if (values.IsPath(name)) return values.FullPath(name);
        values.Refuse($"{option.Name}: {NearestName.Explain(name, [.. known, Phrase.Of("a path")])}");
        return name;
    }
}
