using Kabinet.Engine.Definitions;

namespace Kabinet.Tests.Definitions;

public class SolutionReaderTests
{
    private static readonly (string, string) Order = ("entities/order.yaml", """
        entity: order
        title: { ru: Заказ, en: Order }
        number: "Z-{year}-{seq:000}"
        fields:
          client: { kind: ref, to: user, required: true }
          size: { kind: choice, choices: { small: Малый, big: { title: { ru: Большой, en: Big }, color: red } } }
          price: { kind: money, min: 0.5 }
        access:
          clerk: { read: true, hide: [price], create: yes }
        """);

    [Fact]
    public void A_solution_is_read_with_the_platforms_own_entities_and_roles()
    {
        var solution = TestSolutions.Read(Order, ("roles/clerk.yaml", "role: clerk\ntitle: Клерк\n"));
        solution.Entities.Keys.ShouldBe(["file", "membership", "user", "order"]);
        solution.Roles.Keys.ShouldBe(["clerk", "guest", "worker"], ignoreOrder: true);
        solution.Roles["worker"].Service.ShouldBeTrue();
    }

    [Fact]
    public void Members_are_bound_by_their_snake_case_keys_in_the_order_of_the_file()
    {
        var order = TestSolutions.Read(Order).Entities["order"];
        order.Title!.In("en").ShouldBe("Order");
        order.Fields.Keys.ShouldBe(["client", "size", "price"]);
        order.Fields["price"].Min.ShouldBe(0.5m);
        order.Fields["size"].Choices["small"].Title.In("ru").ShouldBe("Малый");
        order.Fields["size"].Choices["big"].Color.ShouldBe("red");
        order.Fields["price"].At.ToString().ShouldBe("entities/order.yaml:7");
        order.Access["clerk"].Create.ShouldBe("yes");
    }
}
