using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>How a file of one's own is read.</summary>
internal static class FileChoice
{
    /// <summary>The title of the options in help.</summary>
    public static readonly string Title = Phrase.Mark("Own files (with --data PATH)");

    private static readonly Option<string> Variable = CliOption.Value(
        "--variable", "NAME", Phrase.Mark("the array of a .mat, .npz or .safetensors file (the only one)"));
    private static readonly Option<string> Labels = CliOption.Value(
        "--labels", "NAME", Phrase.Mark("the classes: an array, a column (name or number from 0), or a file"));
    private static readonly Option<string> Sample = CliOption.Value(
        "--shape", "SHAPE", Phrase.Mark("of a sample: 28x28x1, or 784 (that of the array)"));
    private static readonly Option<string> Header = CliOption.Value(
        "--header", "yes|no", Phrase.Mark("whether the first line of a table names its columns (found out)"));
    private static readonly Option<string> Test = CliOption.Value(
        "--test", "PATH", Phrase.Mark("the test set, read in the same way (a part is held back)"));
    private static readonly Option<string> TestShare = CliOption.Value(
        "--test-share", "X", Phrase.Mark("the part held back for testing; 0 tests on the training samples (0.1667)"));
    private static readonly Option<string> Scale = CliOption.Value(
        "--scale", "NAME", Phrase.Mark("none, standardize or min-max, fitted to the training set (none)"));

    /// <summary>Gets the options that say how a file is read.</summary>
    public static Option[] Reading { get; } = [Variable, Labels, Sample, Header];

    /// <summary>Gets all options.</summary>
    public static Option[] All { get; } = [.. Reading, Test, TestShare, Scale];

    /// <summary>Reads the choice for a file to train on.</summary>
    /// <param name="values">What was typed.</param>
    /// <param name="path">The absolute path; null where the data are known by name, and no option may be given.</param>
    public static DataFile? Read(OptionValues values, string? path)
    {
        if (path is null)
        {
            RefuseAll(values, All);
            return null;
        }

        double share = values.Number(TestShare) ?? DataFile.DefaultTestShare;
        DataFile file = Over(values, new DataFile(path)) with
        {
            Test = values.Text(Test) is { } test ? values.FullPath(test) : null,
            TestShare = share,
            Scale = values.Word<ScaleKind>(Scale) ?? ScaleKind.None,
        };
        if (file.Test is not null && values.Has(TestShare)) values.Refuse(Phrase.Of($"{TestShare.Name}: received together with {Test.Name}, expected one of them."));
        if (share is < 0 or >= 1) values.Refuse(TestShare, values.Text(TestShare)!, Phrase.Of("0 or more and less than 1"));
        return file;
    }

    /// <summary>Replaces in a choice of data what was typed.</summary>
    /// <param name="values">What was typed.</param>
    /// <param name="data">The data; options are refused where they are no file that was typed.</param>
    /// <param name="isTyped">Whether the data were typed.</param>
    public static DataSpec Over(OptionValues values, DataSpec data, bool isTyped)
    {
        if (isTyped && data.File is { } file)
        {
            data = data with { File = Over(values, file) };
        }
        else
        {
            RefuseAll(values, Reading);
        }

        values.ThrowIfWrong();
        return data;
    }

    private static DataFile Over(OptionValues values, DataFile file) => file with
    {
        Variable = values.Text(Variable) ?? file.Variable,
        Labels = values.Text(Labels) is { } labels ? (values.IsPath(labels) ? values.FullPath(labels) : labels) : file.Labels,
        Shape = ShapeChoice.Read(values, Sample) ?? file.Shape,
        Header = ReadHeader(values) ?? file.Header,
    };

    private static bool? ReadHeader(OptionValues values)
    {
        switch (values.Text(Header))
        {
            case null: return null;
            case "yes": return true;
            case "no": return false;
            default:
                values.Refuse(Header, values.Text(Header)!, Phrase.Of("yes or no"));
                return null;
        }
    }

    private static void RefuseAll(OptionValues values, Option[] options)
    {
        foreach (Option option in options)
            if (values.Has(option)) values.Refuse(Phrase.Of($"{option.Name}: received without a file, expected {DataChoice.Data.Name} with the path of one."));
    }
}
