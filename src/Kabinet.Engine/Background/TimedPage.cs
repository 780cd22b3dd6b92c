using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Background;

/// <summary>Reads the records that some work concerns in the order of their ids, so many at once.</summary>
internal sealed class TimedPage
{
    public const int Size = 200;
    private readonly Dialect dialect;
    private readonly StatementTemplate statement;
    private readonly DataType? value;

    public TimedPage(Dialect dialect, TimedWork work)
    {
        (this.dialect, value) = (dialect, work.Once?.Type);
        var (select, field) = (new SelectBuilder(dialect, work.Entity), work.Entity[SystemFields.Id]);
        var id = new FieldValue(field.Type, [], field);
        select.Column(id);
        if (work.Once is not null) select.Column(work.Once);
        select.Where(work.Where);
        select.Where(new Binary(DataType.YesNo, Operator.Greater, id, new ParameterValue(field.Type, new SlotParameter(0))));
        select.Page([new(id, Descending: false, Nullable: false, Place: null)], continues: false,
            new(DataType.Whole, new SlotParameter(1)));
        statement = select.Build();
    }

    public async ValueTask<List<FoundId>> Read(Connection connection, ActorBindings bindings, long after, CancellationToken cancellation) =>
        await connection.All(dialect, statement.Bind(bindings.With(after, (long)Size)),
            row => new FoundId(row.Id(0), JobMark.TextOf(value is { } type ? row.Value(1, type) : null)), cancellation);
}

/// <summary>A record that was found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Value">The value of <see cref="TimedWork.Once"/>, as text.</param>
internal sealed record FoundId(long Id, string Value);
