// A training loop of one's own: a plan computes, an optimizer changes the weights, and the loop decides everything else.
//     dotnet run examples/02-own-loop.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

const int Batch = 256, Epochs = 5;

using Workers workers = new(Environment.ProcessorCount);
IDataset train = LocalData.OpenDigits(workers).Train;
RandomKey key = new(42);
ModelSpec model = new(
    "own loop",
    Input: train.Shape,
    Encoder: [new DenseSpec(128, ActivationKind.Relu), new DenseSpec(16)],
    Decoder: [new DenseSpec(128, ActivationKind.Relu), new DenseSpec(train.Shape.Size, ActivationKind.Sigmoid)],
    Loss: new LossSpec(LossKind.Bce));
Network network = Network.Build(model, key);
Plan plan = Plan.ForTraining(network, Batch, workers);
Optimizer optimizer = new AdamSpec(ClipNorm: 1).Build(network.Parameters);
ScheduleSpec schedule = new CosineSchedule();
BatchOrder order = new(train.Count, Batch, key);
Console.WriteLine($"{network.Parameters.Count:N0} parameters; a step works in {plan.Bytes / 1e6:F1} MB and allocates nothing.");

double running = 0;
for (int epoch = 0; epoch < Epochs; epoch++)
{
    order.Deal(epoch);
    for (int batch = 0; batch < order.Batches; batch++)
    {
        ReadOnlyMemory<int> indices = order.Batch(batch);
        plan.Columns = indices.Length;
        train.Read(indices.Span, plan.Input, workers);
        double rate = 0.002 * schedule.FactorAt(optimizer.Steps, Epochs * order.Batches, order.Batches);
        double loss = plan.Step(optimizer, rate);
        running = optimizer.Steps == 1 ? loss : (0.95 * running) + (0.05 * loss);
        if (optimizer.Steps % 100 == 0) Console.WriteLine($"step {optimizer.Steps,4}  rate {rate:F5}  loss {running:F4} nats per pixel");
    }
}
