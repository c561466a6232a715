using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Architecture.Tests;

/// <summary>The projects stand in one straight line, and each keeps to its own kind of code.</summary>
public sealed partial class DependencyTests
{
    private const string Unsafe = "Hourglass.Numerics";

    /// <summary>Each project with the projects and packages it may refer to; analyzers leave no trace in what is built.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Hourglass.Numerics"] = [],
        ["Hourglass.Networks"] = ["Hourglass.Numerics"],
        ["Hourglass.Learning"] = ["Hourglass.Networks"],
        ["Hourglass.Cli"] = ["Hourglass.Learning", "System.CommandLine"],
    };

    [Fact]
    public void Projects_OfTheSource_AreTheDeclaredOnes() =>
        Assert.Equal(Allowed.Keys.Order(), ProjectFiles().Select(static path => Path.GetFileNameWithoutExtension(path)!).Order());

    [Fact]
    public void Projects_OfTheSource_ReferToTheirLeftNeighbourAlone()
    {
        foreach (string path in ProjectFiles())
        {
            string[] references = [.. References(path)];

            Assert.Equal(Allowed[Path.GetFileNameWithoutExtension(path)], references);
        }
    }

    [Fact]
    public void Assemblies_OfTheLibraries_NeedNothingButTheRuntime()
    {
        foreach (Assembly assembly in (Assembly[])[typeof(Tensor).Assembly, typeof(Network).Assembly, typeof(Trainer).Assembly])
        {
            string[] foreign = [.. assembly.GetReferencedAssemblies().Select(static name => name.Name!).Where(static name => !IsOwnOrRuntime(name))];

            Assert.True(foreign.Length == 0, $"{assembly.GetName().Name} refers to {string.Join(", ", foreign)}.");
        }
    }

    [Fact]
    public void Namespaces_OfTheSource_AreThoseOfTheProjects()
    {
        foreach (SourceFile file in SourceFile.In("src"))
        {
            Match found = Namespace().Match(CodeText.Of(file.Text));

            if (found.Success) Assert.True(found.Groups[1].Value == file.Name.Split('/')[1], $"{file.Name} declares {found.Groups[1].Value}.");
        }
    }

    [Fact]
    public void UnsafeCode_OfTheSource_StaysInNumerics()
    {
        string[] found =
        [
            .. SourceFile.In("src").Where(static file => UnsafeWord().IsMatch(CodeText.Of(file.Text))).Select(static file => file.Name),
            .. ProjectFiles().Where(static path => File.ReadAllText(path).Contains("AllowUnsafeBlocks", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(found);
        Assert.All(found, static name => Assert.Contains($"/{Unsafe}/", name.Replace('\\', '/'), StringComparison.Ordinal));
    }

    [Fact]
    public void PublicTypes_OfTheSource_MustBeDocumented()
    {
        string properties = File.ReadAllText(Path.Combine(Repository.Root, "src", "Directory.Build.props"));
        string[] silencing = [.. SourceFile.In("src").Where(static file => file.Text.Contains("CS1591", StringComparison.Ordinal)).Select(static file => file.Name)];

        Assert.Contains("<GenerateDocumentationFile>true</GenerateDocumentationFile>", properties, StringComparison.Ordinal);
        Assert.DoesNotContain("CS1591", properties + string.Concat(ProjectFiles().Select(File.ReadAllText)), StringComparison.Ordinal);
        Assert.Empty(silencing);
    }

    private static string[] ProjectFiles() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> References(string project)
    {
        XDocument document = XDocument.Load(project);
        return document.Descendants("ProjectReference").Select(static item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')))
            .Concat(document.Descendants("PackageReference").Select(static item => item.Attribute("Include")!.Value));
    }

    private static bool IsOwnOrRuntime(string name) =>
        name.StartsWith("Hourglass.", StringComparison.Ordinal) || File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeWord();
}
