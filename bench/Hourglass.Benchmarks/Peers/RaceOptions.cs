using System.CommandLine;

namespace Hourglass.Benchmarks;

/// <summary>The options of a command that races against a Python script.</summary>
internal sealed class RaceOptions
{
    private readonly Option<int> _threads = CommandOptions.Count("--threads", 2, "Threads of either side.");
    private readonly Option<int> _rounds = CommandOptions.Count("--rounds", 5, "Rounds that count; in each, every side has one turn.");
    private readonly Option<DirectoryInfo?> _data = CommandOptions.Data();
    private readonly Option<FileInfo?> _out = CommandOptions.Out();
    private readonly Option<string> _python = CommandOptions.Python();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_threads, _rounds, _data, _python, _out]) command.Add(option);
    }

    public int Threads(ParseResult parsed) => Math.Max(1, parsed.GetValue(_threads));

    public int Rounds(ParseResult parsed) => Math.Max(1, parsed.GetValue(_rounds));

    public DirectoryInfo? Data(ParseResult parsed) => parsed.GetValue(_data);

    public FileInfo? Out(ParseResult parsed) => parsed.GetValue(_out);

    public string Python(ParseResult parsed) => parsed.GetValue(_python)!;
}
