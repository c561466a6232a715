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
            IEnumerable<string> references = assembly.GetReferencedAssemblies().Select(static name => name.Name!);

            Assert.DoesNotContain(references, static name => !IsOwnOrRuntime(name));
        }
    }

    [Fact]
    public void Namespaces_OfTheSource_AreThoseOfTheProjects()
    {
        foreach (SourceFile file in SourceFile.In("src"))
        {
            Match found = Namespace().Match(CodeText.Of(file.Text));

            string expected = file.Name.Split('/')[1];
            Assert.True(!found.Success || found.Groups[1].Value == expected, $"{file.Name} declares {found.Groups[1].Value}.");
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
        string projects = string.Concat(ProjectFiles().Select(File.ReadAllText));
        string code = string.Concat(SourceFile.In("src").Select(static file => file.Text));

        // The compiler checks each type, as long as nobody asks it not to.
        Assert.Contains("<GenerateDocumentationFile>true</GenerateDocumentationFile>", properties, StringComparison.Ordinal);
        Assert.DoesNotContain("CS1591", properties + projects + code, StringComparison.Ordinal);
    }

    private static string[] ProjectFiles() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> References(string project)
    {
        XDocument document = XDocument.Load(project);
        return
        [
            .. Includes(document, "ProjectReference").Select(static path => Path.GetFileNameWithoutExtension(path)),
            .. Includes(document, "PackageReference"),
        ];
    }

    private static IEnumerable<string> Includes(XDocument document, string item) =>
        document.Descendants(item).Select(static element => element.Attribute("Include")!.Value.Replace('\\', '/'));

    private static bool IsOwnOrRuntime(string name)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return name.StartsWith("Hourglass.", StringComparison.Ordinal) || File.Exists(Path.Combine(runtime, name + ".dll"));
    }

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeWord();
}
