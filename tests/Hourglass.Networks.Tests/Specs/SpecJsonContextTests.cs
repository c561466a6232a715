using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hourglass.Networks.Tests;

/// <summary>A spec of another assembly that holds specs of this one.</summary>
internal sealed record Plans(ModelSpec Model, OptimizerSpec Optimizer, int Epochs = 3, IReadOnlyList<ScheduleSpec>? Schedules = null) : ISpec
{
    public IEnumerable<SpecProblem> Validate(string path) =>
    [
        .. Model.Validate("model"),
        .. Optimizer.Validate("optimizer"),
        .. Epochs < 1 ? [new SpecProblem("epochs", "received too few.")] : (SpecProblem[])[],
    ];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Plans))]
internal sealed partial class PlansContext : JsonSerializerContext;

public class SpecJsonContextTests
{
    [Fact]
    public void Read_SpecOfAnotherAssembly_RoundTrips()
    {
        Plans plans = new(Specimens.Dense, new AdamSpec(ClipNorm: 2), 5);

        string json = JsonSerializer.Serialize(plans, PlansContext.Default.Plans);

        Assert.Equal(plans, Read(json));
    }

    [Fact]
    public void Read_SpecOfAnotherAssembly_IsCheckedAllTheWayDown()
    {
        string json = JsonSerializer.Serialize(new Plans(Specimens.Dense, new AdamSpec()), PlansContext.Default.Plans)
            .Replace("\"units\":32", "\"units\":0")
            .Replace("\"beta1\":0.9", "\"beta1\":9")
            .Replace("\"epochs\":3", "\"epochs\":0");
        SpecException error = Assert.Throws<SpecException>(() => Read(json));
        Assert.Equal(["model.encoder[0].units", "optimizer.beta1", "epochs"], error.Problems.Select(static problem => problem.Path));

        error = Assert.Throws<SpecException>(() => Read(json.Replace("\"epochs\":0", "\"epoch\":0,\"schedules\":[\"cosin\"]")));
        Assert.Equal(["epoch", "schedules[0]"], error.Problems.Select(static problem => problem.Path));
        Assert.Contains("did you mean \"epochs\"?", error.Message);
        Assert.Contains("did you mean \"cosine\"?", error.Message);
    }

    private static Plans Read(string json)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        return SpecJson.Read(stream, PlansContext.Default.Plans, "plans.json");
    }
}
