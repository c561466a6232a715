using System.Text;
using Hourglass.Networks;

namespace Hourglass.Benchmarks;

/// <summary>Where results go: markdown to the console and, at the end, to a file; progress to the error stream.</summary>
internal sealed class Output(TextWriter results, TextWriter status)
{
    private readonly StringBuilder _document = new();

    /// <summary>Writes a line of the result.</summary>
    public void Line(string text = "")
    {
        results.WriteLine(text);
        _document.Append(text).Append('\n');
    }

    /// <summary>Writes a table between empty lines.</summary>
    public void Table(MarkdownTable table)
    {
        Line();
        foreach (string line in table.Lines()) Line(line);
        Line();
    }

    /// <summary>Says what is being done; no part of the result.</summary>
    public void Status(string text) => status.WriteLine(text);

    /// <summary>Writes all results so far to a file, if one is wanted.</summary>
    public void Save(FileInfo? file)
    {
        if (file is null) return;
        file.Directory?.Create();
        byte[] bytes = Encoding.UTF8.GetBytes(_document.ToString());
        AtomicFile.Write(file.FullName, stream => stream.Write(bytes));
        Status($"Written to {file.FullName}.");
    }
}
