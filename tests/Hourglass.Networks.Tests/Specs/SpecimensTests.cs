namespace Hourglass.Networks.Tests;

public class SpecimensTests
{
    [Fact]
    public void Every_kind_of_layer_is_a_specimen() => AssertComplete(Specimens.Layers);

    [Fact]
    public void Every_kind_of_optimizer_is_a_specimen() => AssertComplete(Specimens.Optimizers);

    [Fact]
    public void Every_kind_of_schedule_is_a_specimen() => AssertComplete(Specimens.Schedules);

    [Fact]
    public void Every_kind_of_initializer_is_a_specimen() =>
        Assert.Equal(Enum.GetValues<InitializerKind>(), Specimens.Initializers.Select(static spec => spec.Kind));

    private static void AssertComplete<T>(T[] specimens)
        where T : notnull
    {
        IEnumerable<string> exist = typeof(T).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .Select(static type => type.Name);
        Assert.Equal(exist.Order(), specimens.Select(static specimen => specimen.GetType().Name).Distinct().Order());
    }
}
